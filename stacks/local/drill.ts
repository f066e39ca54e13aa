import { setTimeout as sleep } from "node:timers/promises";
import { symptomRoles } from "../../alert-rules/routes/roles";
import { UserError } from "../config/errors";
import type { Expected, Fault } from "./faults";
import { alerts, type AlertState } from "./prometheus";
import { pagesIn, pagesOf, type Page } from "./pages";
import { messages, type Message } from "./receiver";

/** What a drill came to; times in seconds, undefined when it did not happen. */
export interface DrillResult {
  readonly fault: string;
  readonly alertname: string;
  /** From the fault to the first message at the receiver. */
  readonly firedAfter: number | undefined;
  /** From the repair to the first message that it is over. */
  readonly resolvedAfter: number | undefined;
  /** Channels that were told, as `kind:channel`. */
  readonly channels: readonly string[];
  /** Pages that reached on-call from the fault to the message that it is over, without those of faults that ran side by side with it. */
  readonly pages: readonly Page[];
  /** Why the drill could not be done. */
  readonly error?: string;
}

/** Where a drill listens, and how long it waits; seconds. */
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

/** Repairs that are still owed. An interrupted run pays them all before it ends. */
const owed = new Set<() => Promise<void>>();

async function interrupted(): Promise<void> {
  await Promise.allSettled([...owed].map((mend) => mend()));
  process.exit(130);
}

/** Mends what drills have broken when the run is interrupted. */
export function mendWhenInterrupted(): void {
  process.once("SIGINT", () => void interrupted());
  process.once("SIGTERM", () => void interrupted());
}

/** Breaks one thing, waits for the alert at the receiver, mends it, waits for the end. Mends it in any case. */
export async function drill(fault: Fault, place: DrillPlace, others: readonly Expected[] = []): Promise<DrillResult> {
  const { expected } = fault;
  place.say(`${fault.name}: ${fault.title}; expecting ${expected.alertname} (${expected.severity})`);
  const mend = async (): Promise<void> => {
    if (owed.delete(mend)) await fault.mend(place.stack);
  };
  owed.add(mend);
  const broken = Date.now();
  try {
    await fault.break(place.stack);
    const fired = await waitFor(place, expected, "firing", broken, place.firingWithin);
    place.say(
      fired
        ? `${fault.name}: ${expected.alertname} arrived after ${fired.after.toFixed(1)} s at ${fired.channels.join(", ")}`
        : `${fault.name}: nothing arrived within ${place.firingWithin} s`,
    );
    await mend();
    const repaired = Date.now();
    const resolved = fired && (await waitFor(place, expected, "resolved", repaired, place.resolvedWithin));
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
    await mend();
  }
}

/** Whether an active alert could be taken for one of those expected, or keep it from being sent: the same name, or a cause in the same system. */
const concerns = (alert: AlertState, expected: readonly Expected[]): boolean =>
  expected.some(
    ({ alertname, labels }) =>
      alert.labels["alertname"] === alertname ||
      (alert.labels["system"] === labels["system"] && symptomRoles[alert.labels["symptom"] ?? ""] === "own"),
  );

/** Waits until no alert is active that concerns those expected, so that a drill's alert is its own. Throws UserError with what still is. */
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
    const names = loud?.map(text).sort().join(", ") ?? "Prometheus does not answer";
    if (Date.now() > deadline) throw new UserError(`A drill needs a quiet stack, but after ${within} s: ${names}. See \`npm run status\`.`);
    if (said !== names) place.say(`waiting for quiet: ${names}`);
    said = names;
    await sleep(2000);
  }
}

/** A drill that could not be done must not stop the others of its wave half way. */
async function attempt(fault: Fault, place: DrillPlace, others: readonly Expected[]): Promise<DrillResult> {
  try {
    return await drill(fault, place, others);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    place.say(`${fault.name}: could not be done: ${message}`);
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

/** Runs faults wave by wave; within a wave they run side by side. */
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
