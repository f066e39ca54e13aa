import type { TargetLabels } from "../exporters/scrape/targets";
import type { Alert, Recording } from "./model";
import { isNot, labels, metric, promql, select, type Selector } from "./promql";
import { serviceKey } from "./series";

/**
 * 1 for each service and its current owner. Alerts read it when they become active. No other recorded series has an owner, so values that
 * are remembered or compared with the past survive a change of owner.
 */
export const serviceOwner = metric("service:owner:info");
/** 1 for each service of the catalogue and its owner in the catalogue. */
export const expectedOwner = metric("expected:owner:info");

/** The only raw series with an owner: Prometheus writes `up` for each target, and a service that pushes sends `target_info`. */
export const ownedSeries = ["up", "target_info"] as const;
const owned = (name: (typeof ownedSeries)[number]): Selector => select(metric(name), { owner: isNot("") });

const key = labels(...serviceKey);
const withOwner = labels(...serviceKey, "owner");

/** Recording rules for the catalogue's services and their current owners: from the newest sample, else from the catalogue. */
export const ownerRecordings = (services: readonly TargetLabels[]): Recording[] => [
  ...[...services]
    .sort((a, b) => ([a.system, a.service].join("/") < [b.system, b.service].join("/") ? -1 : 1))
    .map(({ system, environment, service, owner }) => ({
      record: expectedOwner,
      expr: promql`1`,
      labels: { system, environment, service, owner },
    })),
  {
    // The previous owner's series stay visible for up to five minutes; the newest sample has the current owner.
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

/** Whether the alert's owner comes from its service. An alert about a whole system reads its owners itself. */
export const hasOwner = ({ identity }: Pick<Alert, "identity">): boolean => identity.includes("owner") && identity.includes("service");

const match = serviceKey.map((name) => `${name}=%q`).join(",");
const values = serviceKey.map((name) => `$labels.${name}`).join(" ");

/** Owner of a service that has no owner in any target or in the catalogue; its alerts go to the platform's owner. With an empty result Prometheus would write the template text into `ALERTS`. */
export const unknownOwner = "unknown";

/** The label `owner` of an alert, as a template. Prometheus runs its query only for active alerts. */
export const ownerLabel = `{{ with printf \`${serviceOwner.text}{${match}}\` ${values} | query }}{{ . | first | label "owner" }}{{ else }}${unknownOwner}{{ end }}`;

/** The labels of a service in series: without its owner. */
export const keyOf = ({ system, environment, service }: TargetLabels) => ({ system, environment, service }) as const;
