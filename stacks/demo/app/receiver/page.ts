import { unknownAlert, type Message } from "./message";

const style = `
  body { font: 15px/1.4 system-ui, sans-serif; margin: 1.5rem auto; max-width: 75rem; padding: 0 1rem; color: #1c2430; background: #f6f7f9 }
  h1 { font-size: 1.3rem; margin: 0 0 .3rem } .quiet { color: #5b6675 }
  table { border-collapse: collapse; width: 100%; background: #fff; margin-top: 1rem }
  th, td { text-align: left; padding: .45rem .6rem; border-bottom: 1px solid #e3e7ec; vertical-align: top }
  th { font-size: .8rem; color: #5b6675 } td:first-child { border-left: .4rem solid #9aa5b1; white-space: nowrap }
  .critical td:first-child { border-left-color: #c62828 } .warning td:first-child { border-left-color: #ef8e00 }
  .info td:first-child { border-left-color: #1976d2 } .resolved td:first-child { border-left-color: #2e7d32 }
  .resolved { color: #5b6675 } .status { font-weight: 600 } .labels { font-size: .8rem; color: #5b6675; overflow-wrap: anywhere }`;

/** Escapes text for HTML, because the texts of notifications come from other programs. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** Labels that the page shows in columns and not in the list of labels. */
const shown = new Set(["alertname", "severity"]);

function row(message: Message): string {
  // A notification to tenants has no labels, so it has no severity.
  const { severity = "" } = message.labels;
  const tone = message.status === "resolved" ? "resolved" : ["critical", "warning", "info"].includes(severity) ? severity : "none";
  const rest = Object.entries(message.labels).flatMap(([name, value]) => (shown.has(name) ? [] : `${name}=${value}`));
  const time = new Date(message.receivedAt).toISOString().slice(0, 19).replace("T", " ");
  // A notification to tenants does not name the alert.
  const [heading, more] = message.alertname === unknownAlert ? [message.summary, ""] : [message.alertname, message.summary];
  const cells = [
    escape(time),
    `<span class="status">${message.status === "firing" ? "Firing" : "Resolved"}</span> ${escape(severity)}`.trimEnd(),
    `<b>${escape(heading || unknownAlert)}</b><br>${escape(more)}<div class="labels">${escape(rest.join("  "))}</div>`,
    `${escape(message.channel)}<div class="labels">${message.kind}</div>`,
  ];
  return `<tr class="${tone}">${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}

/** The HTML page that lists the newest 300 messages with their channels, newest first. It reloads every five seconds. */
export function page(messages: readonly Message[], lastHeartbeat: number | null, now: number): string {
  const beat = lastHeartbeat === null ? "never" : `${Math.max(0, Math.round((now - lastHeartbeat) / 1000))} s ago`;
  const rows = [...messages].reverse().slice(0, 300).map(row).join("\n");
  const table = `<table><thead><tr><th>Received (UTC)</th><th>Status</th><th>Alert</th><th>Sent to</th></tr></thead><tbody>\n${rows}\n</tbody></table>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="5"><meta name="viewport" content="width=device-width">
<title>What on-call was sent</title><style>${style}</style></head>
<body><h1>What on-call was sent</h1>
<div class="quiet">${messages.length} messages kept. Dead man's switch, last heartbeat: ${beat}.</div>
${messages.length === 0 ? '<p class="quiet">Nothing yet.</p>' : table}
</body></html>
`;
}
