import { unknownAlert, type Found, type Status } from "./message";

interface Head {
  readonly status: Status | undefined;
  /** The title without the status. */
  readonly rest: string;
  /** Whether the title has a bracket such as `[FIRING:2]`, as Alertmanager's default title has. The next word is the alert's name. */
  readonly standard: boolean;
}

/**
 * Splits titles like Alertmanager's default `[FIRING:2] Name more`. Skips emoji and other characters before the bracket. In other titles,
 * looks for the word `firing` or `resolved`.
 */
function readTitle(title: string): Head {
  const bracket = /\[(FIRING|RESOLVED)(?::\d+)?[^\]]*\]/i.exec(title);
  if (bracket) return { status: toStatus(bracket[1]), rest: title.slice(bracket.index + bracket[0].length).trim(), standard: true };
  const word = /\b(firing|resolved)\b/i.exec(title);
  return { status: toStatus(word?.[1]), rest: title.replace(/\b(firing|resolved)\b:?/i, " ").trim(), standard: false };
}

function toStatus(word: string | undefined): Status | undefined {
  return word === undefined ? undefined : word.toLowerCase() === "resolved" ? "resolved" : "firing";
}

/**
 * Finds labels in lines like `name = value`, `name: value` and `name="value"`, with or without list and bold markup, and in words like
 * `name=value`.
 */
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

/** Names that are not labels of an alert: fields of a notification, and the schemes `http` and `https` of URLs. */
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
 * Finds the alerts in text from Alertmanager's default templates. The text has a heading `Alerts Firing:` or `Alerts Resolved:`. In
 * e-mails, the heading is `[2] Firing` or `[2] Resolved`. After the heading, each alert has a block that starts with `Labels`.
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

/** Matches the end of a firing alert's first line, such as ` since 14:05 UTC (...)`. */
const firesSince = / since (?:\d+ \w+ )?\d\d:\d\d UTC \([^()]*\)$/;

/**
 * Finds the alerts in text from this project's templates. Each alert has one line with its labels, including `alertname`. For a resolved
 * alert, the line above is `Resolved: <summary>`. For a firing alert, the summary is one line above, or two lines if an impact follows. The
 * summary's line ends with the time at which the alert started to fire.
 */
function readLines(
  text: string,
): { readonly status: Status | undefined; readonly labels: Record<string, string>; readonly summary: string }[] {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.flatMap((line, index) => {
    if (!/(?:^|\s)alertname=\S/.test(line)) return [];
    const ended = /^Resolved: (.*)$/.exec(lines[index - 1] ?? "")?.[1];
    const above = [lines[index - 2] ?? "", lines[index - 1] ?? ""];
    const summary =
      ended ?? (above.find((text) => firesSince.test(text)) ?? above[0] ?? "").replace(firesSince, "").replace(/^(\*{1,2})(.*)\1$/, "$2");
    return [{ status: ended === undefined ? undefined : ("resolved" as const), labels: readLabels(line), summary }];
  });
}

/** Maximum length of the text in characters. The rest is ignored. */
const maxLength = 40_000;

/** The form of an alert name, such as `HttpLatencyHigh`. */
const nameShape = /\b[A-Z][a-z]+(?:[A-Z0-9][A-Za-z0-9]*)+\b/;

/**
 * Finds the alerts in the text of a notification. Formats differ by vendor and template, so this function looks for common elements: a
 * title with the status, labels like `name = value`, and an alert name. `status` is the status that a vendor sends outside the text, such
 * as PagerDuty's `event_action` or Slack's colour; it overrides the status in the title.
 */
export function findAlerts(title: string, wholeText: string, status?: Status): Found[] {
  const text = wholeText.slice(0, maxLength);
  const head = readTitle(title);
  const overall = status ?? head.status ?? readTitle(text).status ?? "firing";
  const blocks = readBlocks(text);
  if (blocks.length > 0) return blocks.map(({ status: own, block }) => found(own ?? overall, readLabels(block), head, block));
  const lines = readLines(text);
  if (lines.length > 0) return lines.map(({ status: own, labels, summary }) => ({ ...found(own ?? overall, labels, head, ""), summary }));
  return [found(overall, readLabels(`${head.rest}\n${text}`), head, text)];
}

/** Looks for a severity in the text, and in the parentheses at the end of a title, where Alertmanager's default title has label values. */
function guessSeverity(rest: string, text: string): string | undefined {
  const named = /\bseverity\W{1,5}(critical|warning|info)\b/i.exec(text)?.[1];
  return named ?? /\b(critical|warning|info)\b/.exec(/\(([^()]*)\)[^()]*$/.exec(rest)?.[1] ?? "")?.[1];
}

/**
 * Whether the first word of a title is the name of an alert. Otherwise the title is a sentence without a name, such as in notifications to
 * tenants.
 */
const startsWithName = ({ standard }: Head, plain: string): boolean => standard || /^[\w-]+$/.test(plain);

function found(status: Status, read: Readonly<Record<string, string>>, head: Head, text: string): Found {
  const { rest } = head;
  // Remove the link at the end of Slack's fallback text.
  const plain = rest
    .replace(/\s\|\s+https?:\S+$/, "")
    .replace(/[*`_~]/g, " ")
    .trim();
  const severity = read["severity"] ?? (read["alertname"] === undefined ? guessSeverity(rest, text) : undefined);
  const labels = severity === undefined ? read : { ...read, severity };
  const first = startsWithName(head, plain) ? (plain.split(/\s+/)[0] ?? "") : "";
  const alertname = labels["alertname"] ?? nameShape.exec(plain)?.[0] ?? nameShape.exec(text)?.[0] ?? first;
  return { status, alertname: alertname || unknownAlert, labels, summary: readSummary(text) ?? plain };
}
