import { programOfInstance } from "../../exporters/programs";
import { alerts, targets } from "./prometheus";
import { heartbeatAlert } from "../../exporters/model/naming";
import { heartbeat, messages } from "./receiver";
import type { Programs } from "./programs";
import { answers } from "./http";
import { seconds, table } from "./table";
import { dashboardLinks } from "./dashboards";
import type { RunningViewer } from "./viewer/background";
import { answersWithoutPage, noWebPageText } from "./web-page";

/** Path of the health check on a program's port `http`; undefined if the program has no health check on this port. */
export function readyPath(name: string): string | undefined {
  const health = programOfInstance(name)?.health;
  return health?.port === "http" ? health.path : undefined;
}

const ago = (milliseconds: number): string => `${seconds((Date.now() - milliseconds) / 1000)} ago`;

/** The status of the stack as text for the terminal: programs, targets, alerts, the latest notification and heartbeat, and dashboards. */
export async function statusText(programs: Programs, viewer?: RunningViewer): Promise<string> {
  const prometheus = programs.url("prometheus");
  const receiver = programs.url("receiver");
  const pageless = prometheus !== undefined && (await answersWithoutPage(prometheus)) ? prometheus : undefined;
  const rows = await Promise.all(
    programs.all.map(async ({ name, address, version }) => {
      const path = readyPath(name);
      const ready = address === undefined || path === undefined ? undefined : (await answers(`http://${address}${path}`)) ? "yes" : "NO";
      return [name, name === "prometheus" && pageless !== undefined ? undefined : address, ready, version];
    }),
  );
  const parts = [table(["program", "address", "ready", "version"], rows)];
  if (pageless !== undefined) parts.push(noWebPageText(pageless, viewer?.url));

  const all = prometheus === undefined ? undefined : await targets(prometheus);
  if (prometheus === undefined)
    parts.push(
      "Prometheus is not published on this machine: targets and alerts are unknown. Set monitoring:ports.prometheus in the stack's file Pulumi.<stack>.yaml.",
    );
  else if (all === undefined) parts.push("Prometheus does not respond: targets and alerts are unknown.");
  else {
    const down = all.filter((target) => target.health !== "up");
    parts.push(`Targets: ${all.length - down.length} of ${all.length} up.`);
    if (down.length > 0)
      parts.push(
        table(
          ["target down", "why"],
          down.map((target) => [target.scrapeUrl, target.lastError]),
        ),
      );
    const active = (await alerts(prometheus)) ?? [];
    const loud = active.filter((alert) => alert.labels["alertname"] !== heartbeatAlert);
    parts.push(
      loud.length === 0
        ? "Alerts: none except the dead man's switch."
        : table(
            ["alert", "severity", "service", "state", "since"],
            loud.map((alert) => [
              alert.labels["alertname"],
              alert.labels["severity"],
              alert.labels["service"],
              alert.state,
              ago(Date.parse(alert.activeAt)),
            ]),
          ),
    );
  }

  if (receiver !== undefined) {
    const sent = await messages(receiver);
    const last = sent?.reduce<(typeof sent)[number] | undefined>(
      (latest, message) => (latest === undefined || message.receivedAt > latest.receivedAt ? message : latest),
      undefined,
    );
    parts.push(
      sent === undefined
        ? "The receiver does not respond."
        : last === undefined
          ? "Last notification: none yet."
          : `Last notification: ${last.alertname} ${last.status} at ${last.kind}:${last.channel}, ${ago(last.receivedAt)}.`,
    );
    const beat = await heartbeat(receiver);
    parts.push(
      beat?.lastReceivedAt ? `Dead man's switch: last heartbeat ${ago(beat.lastReceivedAt)}.` : "Dead man's switch: no heartbeat yet.",
    );
  }
  const links = dashboardLinks(programs, viewer);
  if (links.length > 0) parts.push(table(["dashboard", "address"], links));
  return parts.join("\n\n");
}
