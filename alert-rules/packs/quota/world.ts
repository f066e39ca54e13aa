import { quotaMetrics } from "../../../exporters/instrumentation/quota";
import { gauge, mapPhases, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";
import { pushedTraffic } from "../http/world";

/** The limit of the simulated tenant. */
export const proofQuotaLimit = 1000;
const tenant = { tenant: "acme", quota: "requests" } as const;
/** Identity labels of the alert instance that fires in the alerts' unit tests ("proofs"). */
export const proofQuotaInstance = { ...proofService, ...tenant } as const;

/** Simulates the raw series of one tenant as one replica reports them. A limit of 0 means no limit. */
export function quotaSeries(
  instrumentation: string,
  phases: readonly Phase<number>[],
  of: { readonly tenant?: string; readonly limit?: number; readonly instance?: string } = {},
): RawSeries[] {
  const { limit = proofQuotaLimit, instance = "web:9464" } = of;
  const labels = { job: instrumentation, instance, instrumentation, ...proofService, ...tenant, tenant: of.tenant ?? tenant.tenant };
  return [
    gauge(quotaMetrics.used, labels, phases),
    gauge(
      quotaMetrics.limit,
      labels,
      mapPhases(phases, () => limit),
    ),
  ];
}

/** Simulates two replicas that report the same tenant, and a tenant without a limit, for which alerts must not fire. */
const tenants = (instrumentation: string, phases: readonly Phase<number>[]): RawSeries[] => [
  ...quotaSeries(instrumentation, phases),
  ...quotaSeries(instrumentation, phases, { instance: "web-2:9464" }),
  ...quotaSeries(instrumentation, phases, { tenant: "unlimited", limit: 0 }),
];

export const scrapedQuota = (phases: readonly Phase<number>[]): RawSeries[] => [
  ...tenants("prom-client", phases),
  upOf("prom-client", phases),
];
/** Simulates a tenant whose limit changes while its usage is constant. The used share in each phase is the same as in `scrapedQuota`. */
export const changedLimit = (phases: readonly Phase<number>[]): RawSeries[] => {
  const labels = { job: "prom-client", instance: "web:9464", instrumentation: "prom-client", ...proofQuotaInstance };
  const used = 1_000_000;
  return [
    gauge(
      quotaMetrics.used,
      labels,
      mapPhases(phases, () => used),
    ),
    gauge(
      quotaMetrics.limit,
      labels,
      mapPhases(phases, (value) => Math.floor(used / (value / proofQuotaLimit))),
    ),
    upOf("prom-client", phases),
  ];
};
export const pushedQuota = (phases: readonly Phase<number>[]): RawSeries[] => [...tenants("opentelemetry", phases), pushedTraffic(phases)];
