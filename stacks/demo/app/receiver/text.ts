import { unknownAlert, type Found, type Status } from "./message";

interface Head {
  readonly status: Status | undefined;
  /** The title without its status. */
  readonly rest: string;
}

/** Splits Alertmanager's default titles like `[FIRING:2] Name more`. Skips emoji and other characters before the bracket. */
function readTitle(title: string): Head {
  const bracket = /\[(FIRING|RESOLVED)(?::\d+)?[^\]]*\]/i.exec(title);
  if (bracket) return { status: toStatus(bracket[1]), rest: title.slice(bracket.index + bracket[0].length).trim() };
  const word = /\b(firing|resolved)\b/i.exec(title);
  return { status: toStatus(word?.[1]), rest: title.replace(/\b(firing|resolved)\b:?/i, " ").trim() };
}

function toStatus(word: string | undefined): Status | undefined {
  return word === undefined ? undefined : word.toLowerCase() === "resolved" ? "resolved" : "firing";
}

/** Finds `name = value`, `name: value` and `name="value"` lines and `name=value` words, also with list and bold markup. */
function readLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const [, name, value] of text.matchAll(/(?:^|[\s,{(*•])([a-z_][a-z0-9_]*)="([^"\n]*)"/g)) keep(labels, name, value);
  for (const line of text.split("\n")) {
    const whole = /^[\s\-*•]*([a-z_][a-z0-9_]*)\*?\s*(?:=|:\*?\s)\s*`?([^"`\n]+?)`?\s*$/.exec(line);
    if (whole && !/\s\w+=/.test(whole[2] ?? "")) keep(labels, whole[1], whole[2]);
    else for (const [, name, value] of line.matchAll(/(?:^|[\s,({])([a-z_][a-z0-9_]*)=([^\s,"'(){}]+)/g)) keep(labels, name, value);
  }
  return labels;
}

/** Words before a colon that are message fields, not alert labels. */
const notLabels = new Set("summary description impact source http https runbook runbook_url dashboard dashboard_url".split(" "));

function keep(labels: Record<string, string>, name: string | undefined, value: string | undefined): void {
  if (name === undefined || value === undefined || notLabels.has(name)) return;
  labels[name] ??= value;
}

function readSummary(text: string): string | undefined {
  const of = (name: string): string | undefined => new RegExp(`^[\\s\\-*•]*${name}\\*?\\s*[=:]\\*?\\s*(.+)$`, "im").exec(text)?.[1]?.trim();
  return of("summary") ?? of("description");
}

/**
 * Alertmanager's default texts have `Alerts Firing:` (in e-mails `[2] Firing`), the same for resolved alerts, and a `Labels` block per
 * alert.
 */
function readBlocks(text: string): { readonly status: Status | undefined; readonly block: string }[] {
  const blocks: { status: Status | undefined; block: string }[] = [];
  let status: Status | undefined;
  for (const part of text.split(/^(?=[ \t*]*(?:(?:Alerts|\[\d+\]) (?:Firing|Resolved)|Labels)\b[^\w\n]*$)/im)) {
    const section = /^[\s*]*(?:Alerts|\[\d+\]) (Firing|Resolved)\b/i.exec(part);
    if (section) status = toStatus(section[1]);
    else if (/^[\s*]*Labels\b/i.test(part)) blocks.push({ status, block: part });
  }
  return blocks;
}

/**
 * This project's own texts: one line of labels with the alert's name per alert. Above it, a resolved alert has `Resolved: <summary>`;
 * a firing alert has its summary, then its impact.
 */
function readLines(
  text: string,
): { readonly status: Status | undefined; readonly labels: Record<string, string>; readonly summary: string }[] {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.flatMap((line, index) => {
    if (!/(?:^|\s)alertname=\S/.test(line)) return [];
    const ended = /^Resolved: (.*)$/.exec(lines[index - 1] ?? "")?.[1];
    const summary = ended ?? (lines[index - 2] ?? "").replace(/^\*+|\*+$/g, "");
    return [{ status: ended === undefined ? undefined : ("resolved" as const), labels: readLabels(line), summary }];
  });
}

/** More than any vendor accepts; longer text is ignored. */
const maxLength = 40_000;

/** An alert name, such as `HttpLatencyHigh`. */
const nameShape = /\b[A-Z][a-z]+(?:[A-Z0-9][A-Za-z0-9]*)+\b/;

/**
 * Finds the alerts in a text for people. Formats differ by vendor and template, so this looks for common elements: a title with the
 * status, `name = value` labels, and an alert name. `status` overrides the title's (PagerDuty has a field for it, Slack a colour).
 */
export function findAlerts(title: string, wholeText: string, status?: Status): Found[] {
  const text = wholeText.slice(0, maxLength);
  const head = readTitle(title);
  const overall = status ?? head.status ?? readTitle(text).status ?? "firing";
  const blocks = readBlocks(text);
  if (blocks.length > 0) return blocks.map(({ status: own, block }) => found(own ?? overall, readLabels(block), head.rest, block));
  const lines = readLines(text);
  if (lines.length > 0)
    return lines.map(({ status: own, labels, summary }) => ({ ...found(own ?? overall, labels, head.rest, ""), summary }));
  return [found(overall, readLabels(`${head.rest}\n${text}`), head.rest, text)];
}

/** A severity anywhere in the text, or in the values in brackets at the end of a default title. */
function guessSeverity(rest: string, text: string): string | undefined {
  const named = /\bseverity\W{1,5}(critical|warning|info)\b/i.exec(text)?.[1];
  return named ?? /\b(critical|warning|info)\b/.exec(/\(([^()]*)\)[^()]*$/.exec(rest)?.[1] ?? "")?.[1];
}

function found(status: Status, read: Readonly<Record<string, string>>, rest: string, text: string): Found {
  // Slack's fallback text ends with a link.
  const plain = rest
    .replace(/\s\|\s+https?:\S+$/, "")
    .replace(/[*`_~]/g, " ")
    .trim();
  const severity = read["severity"] ?? (read["alertname"] === undefined ? guessSeverity(rest, text) : undefined);
  const labels = severity === undefined ? read : { ...read, severity };
  const alertname = labels["alertname"] ?? nameShape.exec(plain)?.[0] ?? nameShape.exec(text)?.[0] ?? plain.split(/\s+/)[0] ?? "";
  return { status, alertname: alertname || unknownAlert, labels, summary: readSummary(text) ?? plain };
}
