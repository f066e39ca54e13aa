/** One alert whose verdict must differ under one transformation of one proof. */
export interface Exception {
  /** Name and severity, e.g. `TargetDown critical`. */
  readonly alert: string;
  /** Proof and transformation, e.g. `quiet: a restart`. */
  readonly under: string;
  readonly because: string;
}

/**
 * Alerts that must differ, each with its reason. At most 5 % of all pairs, none for a change of owner or a restart. This list may only
 * shrink: `exceptionsAllowed` is its length, and goes down with it.
 */
export const exceptions: readonly Exception[] = [
  {
    alert: "SystemDown critical",
    under: "fires: a healthy replica beside it",
    because: "a system of which something answers is not gone; TargetDown and ProbeFailed say what of it is",
  },
  {
    alert: "SystemDown critical",
    under: "fires: one scrape of three answered",
    because:
      "bridging the scrapes of a store would call a system gone whose last living program misses four scrapes; each part has its own alert",
  },
  {
    alert: "TargetDown critical",
    under: "fires: one scrape of three answered",
    because: "unanswered scrapes are what it is about: it fires from the start",
  },
  {
    alert: "TargetMissing critical",
    under: "fires: a healthy replica beside it",
    because: "a second target of the job is the one that the catalogue expects",
  },
  {
    alert: "PushMissing critical",
    under: "fires: a healthy replica beside it",
    because: "a service whose other replica pushes is not silent",
  },
  {
    alert: "JobLate critical",
    under: "quiet: a hundredth of the traffic",
    because: "heartbeats of a job are no traffic: a job with a hundredth of them is late",
  },
  {
    alert: "JobLate warning",
    under: "quiet: a hundredth of the traffic",
    because: "heartbeats of a job are no traffic: a job with a hundredth of them is late",
  },
  {
    alert: "QueueWorkerStuck critical",
    under: "fires: a healthy replica beside it",
    because: "a queue that another worker works on stands still for no one",
  },
  {
    alert: "QueueWorkerStuck warning",
    under: "fires: a healthy replica beside it",
    because: "a queue that another worker works on stands still for no one",
  },
  {
    alert: "QueueMissing critical",
    under: "quiet: a healthy replica beside it",
    because: "a replica that answers and does not report the queue is what it is about",
  },
  {
    alert: "QuotaMissing warning",
    under: "quiet: a healthy replica beside it",
    because: "a replica that answers and does not report the quota is what it is about",
  },
  {
    alert: "PoolMissing critical",
    under: "fires: a healthy replica beside it",
    because: "another replica reports the pool, so it is known",
  },
];
export const exceptionsAllowed = 12;
