import { setTimeout as sleep } from "node:timers/promises";
import { symptomRoles } from "../../alert-rules/routes/roles";
import { UserError } from "../config/errors";
import type { Expected, Fault } from "./faults";
import { alerts, type AlertState } from "./prometheus";
import { pagesIn, pagesOf, type Page } from "./pages";
import { messages, type Message } from "./receiver";

/** Result of a drill. Times are in seconds; undefined if the event did not happen before the timeout, or the drill failed. */
export interface DrillResult {
  readonly fault: string;
  readonly alertname: string;
  /** Time from the fault to the first firing notification at the receiver. */
  readonly firedAfter: number | undefined;
  /** Time from the repair to the first resolved notification. */
  readonly resolvedAfter: number | undefined;
  /** Channels that were notified, in the form `kind:channel`. */
  readonly channels: readonly string[];
  /** Pages to on-call from the fault to the end of the drill, without the pages of faults that ran in parallel. */
  readonly pages: readonly Page[];
  /** The error, if the drill failed. */
  readonly error?: string;
}

/** Default timeouts of a drill in seconds: from the fault to the firing notification, and from the repair to the resolved notification. */
export const drillWaits = { firing: 480, resolved: 600 } as const;

/** The stack, the addresses and the timeouts (in seconds) of a drill. */
export interface DrillPlace {
  readonly stack: string;
  readonly prometheus: string;
  readonly receiver: string;
  readonly firingWithin: number;
  readonly resolvedWithin: number;
  readonly say: (line: string) => void;
}

const matches = (message: Message, expected: Expected, status: Message["status"]): boolean =>
  message.status === status &&
  message.alertname === expected.alertname &&
  message.labels["severity"] === expected.severity &&
  Object.entries(expected.labels).every(([name, value]) => message.labels[name] === value);

async function waitFor(
  place: DrillPlace,
  expected: Expected,
  status: Message["status"],
  since: number,
  within: number,
): Promise<{ after: number; channels: string[] } | undefined> {
  for (;;) {
    const found = ((await messages(place.receiver, since, expected.alertname)) ?? []).filter((message) =>
      matches(message, expected, status),
    );
    if (found.length > 0) {
      const first = Math.min(...found.map((message) => message.receivedAt));
      return { after: (first - since) / 1000, channels: [...new Set(found.map((message) => `${message.kind}:${message.channel}`))].sort() };
    }
    if (Date.now() - since > within * 1000) return undefined;
    await sleep(500);
  }
}

/** Repairs that have not ended yet. After SIGINT or SIGTERM, the process runs all of them and exits when all have ended. */
const pending = new Set<() => Promise<void>>();

async function interrupted(): Promise<void> {
  await Promise.allSettled([...pending].map((repair) => repair()));
  process.exit(130);
}

/** Registers handlers of SIGINT and SIGTERM that run all repairs in `pending` and exit with 130. */
export function repairWhenInterrupted(): void {
  process.once("SIGINT", () => void interrupted());
  process.once("SIGTERM", () => void interrupted());
}

/**
 * Causes a fault, waits for the notification, and repairs the fault, even after an error. If a notification arrived, then waits for the
 * resolved notification.
 */
export async function drill(fault: Fault, place: DrillPlace, others: readonly Expected[] = []): Promise<DrillResult> {
  const { expected } = fault;
  place.say(`${fault.name}: ${fault.title}; expecting ${expected.alertname} (${expected.severity})`);
  let repaired: Promise<void> | undefined;
  const repair = (): Promise<void> => (repaired ??= fault.repair(place.stack).finally(() => pending.delete(repair)));
  pending.add(repair);
  const broken = Date.now();
  try {
    await fault.break(place.stack);
    const fired = await waitFor(place, expected, "firing", broken, place.firingWithin);
    place.say(
      fired
        ? `${fault.name}: ${expected.alertname} arrived after ${fired.after.toFixed(1)} s at ${fired.channels.join(", ")}`
        : `${fault.name}: no notification within ${place.firingWithin} s`,
    );
    await repair();
    const resolved = fired && (await waitFor(place, expected, "resolved", Date.now(), place.resolvedWithin));
    if (fired)
      place.say(
        resolved
          ? `${fault.name}: resolved ${resolved.after.toFixed(1)} s after the repair`
          : `${fault.name}: not resolved within ${place.resolvedWithin} s`,
      );
    return {
      fault: fault.name,
      alertname: expected.alertname,
      firedAfter: fired?.after,
      resolvedAfter: resolved?.after,
      channels: fired?.channels ?? [],
      pages: pagesOf(pagesIn((await messages(place.receiver, broken)) ?? []), expected, others),
    };
  } finally {
    await repair();
  }
}

/**
 * Whether an active alert has the name of an expected alert, or may inhibit an expected alert. An alert may inhibit other alerts of its
 * system if its symptom has the role `own`, for example the alert for a server that is down.
 */
const concerns = (alert: AlertState, expected: readonly Expected[]): boolean =>
  expected.some(
    ({ alertname, labels }) =>
      alert.labels["alertname"] === alertname ||
      (alert.labels["system"] === labels["system"] && symptomRoles[alert.labels["symptom"] ?? ""] === "own"),
  );

/**
 * Waits until no related alert is active, so that only the drill can trigger the expected alerts. Throws UserError if related alerts are
 * still active, or Prometheus does not respond, after `within` seconds.
 */
export async function waitForQuiet(
  place: Pick<DrillPlace, "prometheus" | "say">,
  expected: readonly Expected[],
  within: number,
): Promise<void> {
  const deadline = Date.now() + within * 1000;
  let said = "";
  for (;;) {
    const loud = (await alerts(place.prometheus))?.filter((alert) => concerns(alert, expected));
    if (loud?.length === 0) return;
    const text = ({ labels, state }: AlertState): string =>
      `${labels["alertname"] ?? "?"} of ${labels["service"] ?? "?"} (${labels["severity"] ?? "?"}, ${state})`;
    const names = loud?.map(text).sort().join(", ") ?? "Prometheus does not respond";
    if (Date.now() > deadline)
      throw new UserError(
        `A drill needs a stack without related alerts. Still active after ${within} s: ${names}. See \`npm run status\`.`,
      );
    if (said !== names) place.say(`waiting for alerts to resolve: ${names}`);
    said = names;
    await sleep(2000);
  }
}

/** Runs a drill and returns an error as a result, so that a failed drill does not stop the other drills of its wave. */
async function attempt(fault: Fault, place: DrillPlace, others: readonly Expected[]): Promise<DrillResult> {
  try {
    return await drill(fault, place, others);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    place.say(`${fault.name}: drill failed: ${message}`);
    return {
      fault: fault.name,
      alertname: fault.expected.alertname,
      firedAfter: undefined,
      resolvedAfter: undefined,
      channels: [],
      pages: [],
      error: message,
    };
  }
}

/**
 * Runs drills wave by wave. The drills of a wave run in parallel. Before each wave, waits until no related alert is active. Throws
 * UserError as `waitForQuiet` does.
 */
export async function drillAll(faults: readonly Fault[], place: DrillPlace): Promise<DrillResult[]> {
  const waves = [...new Set(faults.map((fault) => fault.wave))].sort((a, b) => a - b);
  const results: DrillResult[] = [];
  for (const wave of waves) {
    const together = faults.filter((fault) => fault.wave === wave);
    const expected = together.map((fault) => fault.expected);
    await waitForQuiet(place, expected, place.resolvedWithin);
    results.push(
      ...(await Promise.all(
        together.map((fault) =>
          attempt(
            fault,
            place,
            expected.filter((other) => other !== fault.expected),
          ),
        ),
      )),
    );
  }
  return results;
}
