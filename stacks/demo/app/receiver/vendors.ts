import { list, record, str, strings, unknownAlert, type Found, type Status } from "./message";
import { findAlerts } from "./text";

/** Finds the alerts in Alertmanager's webhook, version 4. */
export function parseWebhook(body: unknown): Found[] {
  const group = str(record(body)["groupKey"]);
  return list(record(body)["alerts"]).map((item) => {
    const alert = record(item);
    const labels = strings(alert["labels"]);
    const annotations = strings(alert["annotations"]);
    return {
      status: alert["status"] === "resolved" ? "resolved" : "firing",
      alertname: labels["alertname"] ?? unknownAlert,
      labels,
      summary: annotations["summary"] ?? annotations["description"] ?? "",
      ...(group === "" ? {} : { group }),
    };
  });
}

/** Decodes the three characters that Slack requires to be escaped. */
const fromSlack = (text: string): string => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
/** Removes backslash escapes as Discord does: a backslash escapes every character except letters, digits and blanks. */
const fromDiscord = (text: string): string => text.replace(/\\([^A-Za-z0-9\s])/g, "$1");

/** Finds the alerts in a Slack message: in its attachments or, if it has none, in its plain text. */
export function parseSlack(body: unknown): Found[] {
  const message = record(body);
  const attachments = list(message["attachments"]).map(record);
  if (attachments.length === 0) return findAlerts(firstLine(str(message["text"])), str(message["text"]));
  return attachments.flatMap((attachment) => {
    const fields = list(attachment["fields"]).map((field) => `${str(record(field)["title"])}: ${str(record(field)["value"])}`);
    const text = fromSlack([str(attachment["pretext"]), str(attachment["text"]), ...fields].join("\n"));
    const title = fromSlack(str(attachment["title"]) || str(attachment["fallback"])) || firstLine(text);
    return findAlerts(title, text, /\[|firing|resolved/i.test(title) ? undefined : byColor(attachment["color"]));
  });
}

function byColor(color: unknown): Status | undefined {
  return color === "good" ? "resolved" : color === undefined ? undefined : "firing";
}

/** Finds the alerts in a Discord message: in the titles and descriptions of its embeds, and in its plain content. */
export function parseDiscord(body: unknown): Found[] {
  const message = record(body);
  const content = str(message["content"]);
  const embeds = list(message["embeds"]).map(record);
  if (embeds.length === 0) return findAlerts(firstLine(content), content);
  return embeds.flatMap((embed) =>
    findAlerts(fromDiscord(str(embed["title"])) || firstLine(content), `${fromDiscord(str(embed["description"]))}\n${content}`),
  );
}

/** Keys that Alertmanager adds to PagerDuty's `custom_details`. They are not labels. */
const counts = new Set(["firing", "resolved", "num_firing", "num_resolved"]);

/**
 * Finds the alerts in a PagerDuty Events v2 event: in `firing` or `resolved` of `custom_details`, else in the summary and the rest of
 * `custom_details`.
 */
export function parsePagerDuty(body: unknown): Found[] {
  const group = str(record(body)["dedup_key"]);
  return alertsOfPagerDuty(body).map((found) => (group === "" ? found : { ...found, group }));
}

function alertsOfPagerDuty(body: unknown): Found[] {
  const event = record(body);
  const payload = record(event["payload"]);
  const status: Status = event["event_action"] === "resolve" ? "resolved" : "firing";
  const details = record(payload["custom_details"]);
  const summary = str(payload["summary"]);
  const listed = (["firing", "resolved"] as const).flatMap((key) => fromDetail(details[key], key, summary));
  // A trigger event can also list resolved alerts, which are left out. A resolve event lists only resolved alerts, because Alertmanager
  // sends a resolve event only when no alert of the group is firing.
  const relevant = listed.filter((alert) => alert.status === status);
  if (relevant.length > 0) return relevant;
  const text = Object.entries(strings(details)).flatMap(([name, value]) => (counts.has(name) ? [] : `${name} = ${value}`));
  const severity = str(payload["severity"]);
  return findAlerts(summary || str(event["dedup_key"]), text.join("\n"), status).map((alert) =>
    severity && !alert.labels["severity"] ? { ...alert, labels: { ...alert.labels, severity } } : alert,
  );
}

/** Finds the alerts in one detail: text or, in newer Alertmanager releases, a list of alerts, which may be in the field `alerts`. */
function fromDetail(detail: unknown, status: Status, title: string): Found[] {
  const alerts = Array.isArray(detail) ? detail : record(detail)["alerts"];
  if (Array.isArray(alerts)) return parseWebhook({ alerts }).map((alert) => ({ ...alert, status }));
  const text = str(detail);
  return /\w/.test(text) ? findAlerts(title, text, status) : [];
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
