import type { Announcement } from "../../../exporters/model/announcements";
import { UserError } from "../../config/errors";

/** An alert as Alertmanager lists it. */
export interface ActiveAlert {
  readonly labels: Readonly<Record<string, string>>;
}

/** What a person says of an incident. */
export interface Said {
  readonly environment: Announcement["environment"];
  readonly system?: string | undefined;
  readonly type: Announcement["type"];
  readonly message?: string | undefined;
  readonly alert?: string | undefined;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Words for users, where nobody wrote any: no names of alerts, hosts or numbers. */
const usual: Readonly<Record<Announcement["type"], string>> = {
  outage: "We see a disruption and are working on it.",
  warning: "Some requests may fail or take longer. We are looking into it.",
  information: "Planned work is going on.",
  operational: "The disruption is over; everything works again.",
};

/** The system an active alert is about. Throws UserError when it does not fire, or fires for several. */
function systemOf(alert: string, wanted: string | undefined, active: readonly ActiveAlert[]): string {
  const firing = active.filter(({ labels }) => labels["alertname"] === alert && (wanted === undefined || labels["system"] === wanted));
  const systems = [...new Set(firing.map(({ labels }) => labels["system"] ?? ""))].filter((name) => name !== "").sort();
  if (systems.length === 1) return systems[0] ?? "";
  const now = [...new Set(active.map(({ labels }) => labels["alertname"] ?? ""))].sort().join(", ") || "none";
  if (systems.length === 0)
    throw new UserError(
      `--alert: ${alert} does not fire${wanted === undefined ? "" : ` for ${wanted}`}; firing now: ${now}. To announce without it, leave --alert out and give --system.`,
    );
  throw new UserError(`--alert: ${alert} fires for ${systems.join(", ")}; say which by --system.`);
}

/** The announcement that follows; from an alert, its system, and usual words where none were written. */
export function announce(said: Said, active: readonly ActiveAlert[]): Announcement {
  if (said.alert === undefined && said.system === undefined)
    throw new UserError("Say what it is about: --alert <name> of an alert that fires, or --system <id>.");
  return {
    environment: said.environment,
    system: said.alert === undefined ? (said.system ?? "") : systemOf(said.alert, said.system, active),
    at: said.at,
    type: said.type,
    message: said.message ?? usual[said.type],
    ...(said.alert === undefined ? {} : { alert: said.alert }),
    archived: false,
  };
}

/** The end of an incident: what was told is old news, and the end is told. Throws UserError when nothing is told. */
export function resolve(all: readonly Announcement[], said: Said): Announcement[] {
  const current = all.filter((entry) => entry.environment === said.environment && entry.system === said.system && !entry.archived);
  if (current.length === 0)
    throw new UserError(`Nothing is announced for ${said.system ?? "this system"} in ${said.environment}; there is nothing to end.`);
  const end = announce({ ...said, type: "operational", alert: undefined }, []);
  return [...all.map((entry) => (current.includes(entry) ? { ...entry, archived: true } : entry)), end];
}
