import { httpProfiles } from "../../../../../exporters/instrumentation/http";
import type { HttpProfile, LabelMatch, QueueProfile } from "../../../../../exporters/instrumentation/model";
import { queueProfiles } from "../../../../../exporters/instrumentation/queue";

/** Selectors that must match once a library has handled good and bad requests or jobs, if its profile is correct. */
const selector = (metric: string, matches: readonly LabelMatch[]): string =>
  `${metric}{${matches.map(({ label, pattern }) => `${label}=~"${pattern}"`).join(",")}}`;

const httpSelectors = ({ duration, requests, failed, route }: HttpProfile): string[] => [
  selector(requests, [failed]),
  selector(requests, [{ label: route, pattern: ".*orders.*" }]),
  selector(`${duration}_bucket`, [
    { label: route, pattern: ".*orders.*" },
    { label: "le", pattern: "\\\\+Inf" },
  ]),
];

/** BullMQ leaves the oldest job's age and the heartbeat to the application. */
const queueSelectors = (profile: QueueProfile): string[] => [
  selector(profile.waiting, profile.waitingMatch),
  selector(profile.completed, profile.completedMatch),
  selector(profile.failed, profile.failedMatch),
  ...(profile.heartbeat === undefined ? [selector(profile.oldestAge, profile.oldestAgeMatch)] : []),
  ...(profile.alive === undefined ? [] : [selector(profile.alive, profile.aliveMatch ?? [])]),
];

/** What an instrumentation profile claims, as selectors that its live library must satisfy. */
export function claims(profile: string): string[] {
  const http: HttpProfile | undefined = Object.values(httpProfiles).find(({ id }) => id === profile);
  const queue: QueueProfile | undefined = Object.values(queueProfiles).find(({ id }) => id === profile);
  return [...(http ? httpSelectors(http) : []), ...(queue ? queueSelectors(queue) : [])];
}
