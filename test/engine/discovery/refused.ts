import type { HostPrometheus } from "./prometheus";

/** Labels of a discovered service with a profile that the environment does not allow. */
interface Refused {
  readonly system: string;
  readonly service: string;
  readonly owner: string;
  readonly refused_profile: string;
}

/** Expects that ProfileRefused is pending or fires for exactly this service, and that Prometheus stores none of the service's own metrics. */
export async function expectRefused(prometheus: HostPrometheus, of: Refused): Promise<void> {
  const refused = async () =>
    (await prometheus.alerts()).flatMap(({ labels: { alertname, system, service, owner, refused_profile } }) =>
      alertname === "ProfileRefused" ? [{ system, service, owner, refused_profile }] : [],
    );
  // At the first evaluation, the owner may not be recorded yet.
  await prometheus.until("noticing the profile", async () => (await refused()).some(({ owner }) => owner === of.owner));
  expect(await refused()).toEqual([of]);
  const stored = await prometheus.query(`group by (__name__) ({service="${of.service}",job=~"kubernetes-.*"})`);
  const names = stored.map(({ metric }) => metric["__name__"] ?? "");
  expect(names).toContain("up");
  expect(names.filter((name) => name !== "up" && !name.startsWith("scrape_"))).toEqual([]);
}
