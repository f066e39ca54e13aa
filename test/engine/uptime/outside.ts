import { setTimeout as sleep } from "node:timers/promises";
import type { UptimeResource } from "../../../exporters/uptime/plan";
import { isReference } from "../../../exporters/vendor-plan";
import { textIn } from "../../support/plans";

type UptimeRobotMonitor = Extract<UptimeResource, { type: "uptimerobot:Monitor" }>;
type Inputs = UptimeRobotMonitor["inputs"];

/** A running simulation of an external monitor. */
export interface OutsideMonitor {
  /** Whether a check is up, by its key. Undefined before the first result. */
  says(key: string): boolean | undefined;
  stop(): Promise<void>;
}

const valueAt = (body: unknown, property: string): unknown =>
  property
    .replace(/^\$\./, "")
    .split(".")
    .reduce<unknown>(
      (found, name) => (typeof found === "object" && found !== null ? (found as Record<string, unknown>)[name] : undefined),
      body,
    );

function asserted(body: string, { logic, checks }: NonNullable<Inputs["apiAssertions"]>): boolean {
  const json = JSON.parse(body) as unknown;
  const results = checks.map(({ property, comparison, target }) => {
    const found = valueAt(json, textIn(property));
    return comparison === "is_not_null" ? found !== null && found !== undefined : found === target;
  });
  return logic === "AND" ? results.every(Boolean) : results.some(Boolean);
}

/** Runs a monitor's check. Returns why the check fails, or undefined if it succeeds. */
async function trouble({ inputs }: UptimeRobotMonitor): Promise<string | undefined> {
  const { httpMethod, headers, followRedirects, timeoutSeconds, successStatusCodes, type, keyword, apiAssertions } = inputs;
  try {
    const answer = await fetch(textIn(inputs.url), {
      method: String(httpMethod),
      headers: headers as Record<string, string>,
      redirect: followRedirects === true ? "follow" : "manual",
      signal: AbortSignal.timeout((timeoutSeconds ?? 30) * 1000),
    });
    const body = await answer.text();
    if (successStatusCodes?.includes(String(answer.status)) !== true) return `HTTP ${answer.status}`;
    if (type === "KEYWORD" && !body.includes(textIn(keyword?.value))) return "Keyword not found";
    if (apiAssertions !== undefined && !asserted(body, apiAssertions)) return "API assertion failed";
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Simulates UptimeRobot, which tests cannot use. Runs the monitors' checks as UptimeRobot documents them, but every `everyMs` milliseconds.
 * When a result changes, calls `tell` for each contact of the monitor with the body of UptimeRobot's webhook.
 */
export function startOutsideMonitor(
  monitors: readonly UptimeRobotMonitor[],
  tell: (contact: string, body: object) => Promise<void>,
  everyMs: number,
): OutsideMonitor {
  const up = new Map<string, boolean>();
  const ending = new AbortController();
  const look = async (monitor: UptimeRobotMonitor): Promise<void> => {
    const why = await trouble(monitor);
    const before = up.get(monitor.name) ?? true;
    up.set(monitor.name, why === undefined);
    if (before === (why === undefined)) return;
    const down = why !== undefined;
    const body = {
      monitorURL: monitor.inputs.url,
      monitorFriendlyName: monitor.inputs.name,
      alertType: down ? "1" : "2",
      alertTypeFriendlyName: down ? "Down" : "Up",
      alertDetails: why ?? "",
    };
    const contacts = (monitor.inputs.alertContacts ?? []).flatMap(({ id }) => (isReference(id) ? [id.$ref.replace(/^\S+ /, "")] : []));
    await Promise.all(contacts.map((contact) => tell(contact, body)));
  };
  const work = (async () => {
    while (!ending.signal.aborted) {
      await Promise.all(monitors.map(look));
      await sleep(everyMs);
    }
  })();
  return {
    says: (key) => up.get(key),
    stop: async () => {
      ending.abort();
      await work;
    },
  };
}
