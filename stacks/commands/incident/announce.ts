import type { Announcement } from "../../../exporters/model/announcements";
import { UserError } from "../../config/errors";

/** A firing alert from Alertmanager's API. It may be silenced or inhibited. */
export interface ActiveAlert {
  readonly labels: Readonly<Record<string, string>>;
}

/** The options of `npm run incident`, and the time of the announcement. */
export interface Said {
  readonly environment: Announcement["environment"];
  readonly system?: string | undefined;
  readonly type: Announcement["type"];
  readonly message?: string | undefined;
  readonly alert?: string | undefined;
  /** Time of the announcement: ISO 8601 in UTC. */
  readonly at: string;
}

/** Default messages for users. They contain no alert names, hosts or numbers. */
const usual: Readonly<Record<Announcement["type"], string>> = {
  outage: "There is a disruption. We are working on it.",
  warning: "Some requests may fail or be slow. We are investigating.",
  information: "Planned maintenance is in progress.",
  operational: "The disruption is over. Everything is working again.",
};

/**
 * Finds the system of a firing alert. If `wanted` is defined, only alerts of the system `wanted` count. Throws UserError when the alert is
 * not firing for a system, or is firing for several systems.
 */
function systemOf(alert: string, wanted: string | undefined, active: readonly ActiveAlert[]): string {
  const firing = active.filter(({ labels }) => labels["alertname"] === alert && (wanted === undefined || labels["system"] === wanted));
  const systems = [...new Set(firing.map(({ labels }) => labels["system"] ?? ""))].filter((name) => name !== "").sort();
  if (systems.length === 1) return systems[0] ?? "";
  const now = [...new Set(active.map(({ labels }) => labels["alertname"] ?? ""))].sort().join(", ") || "none";
  if (systems.length === 0)
    throw new UserError(
      `--alert: ${alert} is not firing${wanted === undefined ? "" : ` for ${wanted}`}; firing now: ${now}. To announce an incident without an alert, use --system instead of --alert.`,
    );
  throw new UserError(`--alert: ${alert} is firing for ${systems.join(", ")}; choose one with --system.`);
}

/**
 * Builds an announcement for the system in the options, or for the only system for which the alert in the options fires. Throws UserError
 * when the options name neither a system nor an alert, when the alert does not fire for the system, or when it fires for several systems
 * and the options name none.
 */
export function announce(said: Said, active: readonly ActiveAlert[]): Announcement {
  if (said.alert === undefined && said.system === undefined)
    throw new UserError("Give --alert <name> of a firing alert, or --system <id>.");
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

/**
 * Ends an incident: archives all current announcements of the system in the environment, and announces that the incident is over. Throws
 * UserError when the system has no current announcement in the environment.
 */
export function resolve(all: readonly Announcement[], said: Said): Announcement[] {
  const current = all.filter((entry) => entry.environment === said.environment && entry.system === said.system && !entry.archived);
  if (current.length === 0)
    throw new UserError(
      `There is no current announcement for ${said.system ?? "this system"} in ${said.environment}, so there is nothing to resolve.`,
    );
  const end = announce({ ...said, type: "operational", alert: undefined }, []);
  return [...all.map((entry) => (current.includes(entry) ? { ...entry, archived: true } : entry)), end];
}
