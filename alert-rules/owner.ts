import type { TargetLabels } from "../exporters/scrape/targets";
import type { Alert, Recording } from "./model";
import { isNot, labels, metric, promql, scalar, select, type MetricName, type Selector } from "./promql";
import { serviceKey } from "./series";

/**
 * Recorded series: 1 for each service, with its current owner. The label `owner` of an alert is read from this series, see `ownerLabel`. Of
 * the recorded series, only this one and `expectedOwner` have the label `owner`. Rules that compare a value with an earlier value therefore
 * still work after a change of owner.
 */
export const serviceOwner = metric("service:owner:info");
/** Recorded series: 1 for each service in `RuleFacts.services`, with its owner from the catalogue. */
export const expectedOwner = metric("expected:owner:info");

/** Raw series from which rules read the owner. Prometheus writes `up` for each target, and `target_info` for each service that pushes. */
export const ownedSeries = ["up", "target_info"] as const;
const owned = (name: (typeof ownedSeries)[number]): Selector => select(metric(name), { owner: isNot("") });

const key = labels(...serviceKey);
const withOwner = labels(...serviceKey, "owner");

/** Recording rules for a number that the catalogue declares for some services, such as the expected standbys of a primary. */
export const declaredCounts = (
  record: MetricName,
  of: readonly { readonly service: TargetLabels; readonly count: number }[],
): Recording[] => of.map(({ service, count }) => ({ record, expr: promql`${scalar(count)}`, labels: keyOf(service) }));

/** Recording rules for the current owner of each service: the owner in the newest sample of `ownedSeries`, or else in the catalogue. */
export const ownerRecordings = (services: readonly TargetLabels[]): Recording[] => [
  ...[...services]
    .sort((a, b) => ([a.system, a.service].join("/") < [b.system, b.service].join("/") ? -1 : 1))
    .map(({ system, environment, service, owner }) => ({
      record: expectedOwner,
      expr: promql`1`,
      labels: { system, environment, service, owner },
    })),
  {
    // After a change of owner, series with the previous owner stay visible for up to five minutes. The newest sample has the current owner.
    record: serviceOwner,
    expr: promql`
      group by (${withOwner}) (
        topk by (${key}) (
          1,
          max by (${withOwner}) (timestamp(${owned("up")}) or timestamp(${owned("target_info")}))
        )
      )
        or on (${key})
      ${expectedOwner}`,
  },
];

/** Whether the alert gets its owner from its service. The expression of an alert about a whole system already returns the owner. */
export const hasOwner = ({ identity }: Pick<Alert, "identity">): boolean => identity.includes("owner") && identity.includes("service");

const match = serviceKey.map((name) => `${name}=%q`).join(",");
const values = serviceKey.map((name) => `$labels.${name}`).join(" ");

/**
 * Value of `owner` if neither a target nor the catalogue names an owner of the service. Alerts with this value go to the platform's owner.
 * The value must not be empty: if the template returns an empty string, Prometheus writes the source text of the template into `ALERTS`.
 */
export const unknownOwner = "unknown";

/** Template for the label `owner` of an alert. Prometheus runs the query in the template only for active alerts. */
export const ownerLabel = `{{ with printf \`${serviceOwner.text}{${match}}\` ${values} | query }}{{ . | first | label "owner" }}{{ else }}${unknownOwner}{{ end }}`;

/** The labels that identify a service in recorded series, without its owner. */
export const keyOf = ({ system, environment, service }: TargetLabels) => ({ system, environment, service }) as const;
