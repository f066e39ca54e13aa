import type { Expected } from "./faults";
import type { Message } from "./receiver";

/** The alerts of one page, such as `HttpErrorRatioHigh of orders`, sorted. */
export type Page = readonly string[];

const nameOf = ({ alertname, labels }: Pick<Message, "alertname" | "labels">): string => {
  const about = labels["service"] ?? labels["system"];
  return about === undefined ? alertname : `${alertname} of ${about}`;
};

/**
 * Finds the pages among notifications. A page is one of Alertmanager's alert groups with a firing critical alert. Several channels can get
 * the same page, so the function returns only the pages of the channel with the most pages. Notifications without a group, such as Slack
 * messages and e-mails, are ignored.
 */
export function pagesIn(messages: readonly Message[]): Page[] {
  const channels = new Map<string, Map<string, Set<string>>>();
  for (const message of messages) {
    const { group, kind, channel, status, labels } = message;
    if (group === undefined || status !== "firing" || labels["severity"] !== "critical") continue;
    const groups = channels.get(`${kind}:${channel}`) ?? new Map<string, Set<string>>();
    channels.set(`${kind}:${channel}`, groups.set(group, (groups.get(group) ?? new Set()).add(nameOf(message))));
  }
  const most = [...channels.values()].sort((a, b) => b.size - a.size)[0] ?? new Map<string, Set<string>>();
  return [...most.values()].map((names) => [...names].sort());
}

/**
 * The pages of one fault. `others` are the alerts of parallel faults. A page with one of these alerts counts only if it also has the
 * expected alert.
 */
export function pagesOf(pages: readonly Page[], expected: Expected, others: readonly Expected[]): Page[] {
  const about = (page: Page, { alertname, labels }: Expected): boolean => page.includes(nameOf({ alertname, labels }));
  return pages.filter((page) => about(page, expected) || !others.some((other) => about(page, other)));
}
