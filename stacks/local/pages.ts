import type { Expected } from "./faults";
import type { Message } from "./receiver";

/** The alerts of one page: `HttpErrorRatioHigh of orders`, sorted. */
export type Page = readonly string[];

const nameOf = ({ alertname, labels }: Pick<Message, "alertname" | "labels">): string => {
  const about = labels["service"] ?? labels["system"];
  return about === undefined ? alertname : `${alertname} of ${about}`;
};

/**
 * The pages among some messages: one for each group of Alertmanager in which a critical alert fired. A contact of several channels gets each
 * page on each of them, so the pages of the channel that got most count. Messages without a group (Slack, e-mail) are left out.
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

/** The pages of one fault: without those that are about what others, broken at the same time, must raise. */
export function pagesOf(pages: readonly Page[], expected: Expected, others: readonly Expected[]): Page[] {
  const about = (page: Page, { alertname, labels }: Expected): boolean => page.includes(nameOf({ alertname, labels }));
  return pages.filter((page) => about(page, expected) || !others.some((other) => about(page, other)));
}
