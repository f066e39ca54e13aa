/** An alert whose result must change when one transformation is applied to one of its proofs. */
export interface Exception {
  /** The alert's name and severity, such as `TargetDown critical`. */
  readonly alert: string;
  /** The proof and the transformation, such as `quiet: a restart`. */
  readonly under: string;
  readonly because: string;
}

const besideHealthy = "fires: a healthy second replica";
const reported = "it is about a name that the service does not report, and the healthy replica reports it";
const working = "it is about a queue that no worker works on, and the healthy replica is a worker that does";

/**
 * Alerts whose results must change under a transformation, each with the reason. A test allows exceptions for at most 5 % of all pairs of
 * an alert and a transformation. It allows no exception for a change of owner or a restart. The list may only become shorter. When you
 * remove an entry, decrease `exceptionsAllowed`, which is the length of the list.
 */
export const exceptions: readonly Exception[] = [
  { alert: "PoolMissing critical", under: besideHealthy, because: reported },
  {
    alert: "PushMissing critical",
    under: besideHealthy,
    because: "it is about a service that pushes nothing, and the healthy replica pushes",
  },
  { alert: "QueueMissing critical", under: besideHealthy, because: reported },
  { alert: "QueueWorkerStuck critical", under: besideHealthy, because: working },
  { alert: "QueueWorkerStuck warning", under: besideHealthy, because: working },
  { alert: "QuotaMissing warning", under: besideHealthy, because: reported },
  {
    alert: "TargetMissing critical",
    under: besideHealthy,
    because: "the catalogue expects one target of the service, and the healthy replica is one",
  },
  {
    alert: "SystemDown critical",
    under: "fires: a healthy second replica",
    because: "a system with a working part is not down; TargetDown and ProbeFailed name its failed parts",
  },
  {
    alert: "SystemDown critical",
    under: "fires: two of three scrapes failing",
    because:
      "bridging a store's missed scrapes would report a system as down when its last working program misses four scrapes; each part has its own alert",
  },
];
export const exceptionsAllowed = 9;
