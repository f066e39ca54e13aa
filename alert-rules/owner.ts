import type { TargetLabels } from "../exporters/scrape/targets";
import type { Alert, Recording } from "./model";
import { isNot, labels, metric, promql, select, type Selector } from "./promql";
import { serviceKey } from "./series";

/**
 * 1 for each service and its owner now. Alerts read it when they become active; no other recorded series carries an owner, so what is
 * remembered or compared with the past survives a change of owner.
 */
export const serviceOwner = metric("service:owner:info");
/** 1 for each service of the catalogue and its owner there. */
export const expectedOwner = metric("expected:owner:info");

/** Only these raw series carry an owner: Prometheus writes `up` for each target, and a service that pushes sends `target_info`. */
export const ownedSeries = ["up", "target_info"] as const;
const owned = (name: (typeof ownedSeries)[number]): Selector => select(metric(name), { owner: isNot("") });

const key = labels(...serviceKey);
const withOwner = labels(...serviceKey, "owner");

/** The catalogue's services, and who owns a service now: what was scraped last says it, else the catalogue. */
export const ownerRecordings = (services: readonly TargetLabels[]): Recording[] => [
  ...[...services]
    .sort((a, b) => ([a.system, a.service].join("/") < [b.system, b.service].join("/") ? -1 : 1))
    .map(({ system, environment, service, owner }) => ({
      record: expectedOwner,
      expr: promql`1`,
      labels: { system, environment, service, owner },
    })),
  {
    // The series of the owner before are seen for up to five minutes; the newest sample is the owner's now.
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

/** Does the alert's owner come from its service? An alert about a whole system reads its owners itself. */
export const hasOwner = ({ identity }: Pick<Alert, "identity">): boolean => identity.includes("owner") && identity.includes("service");

const match = serviceKey.map((name) => `${name}=%q`).join(",");
const values = serviceKey.map((name) => `$labels.${name}`).join(" ");

/** Owner of a service that no target and no catalogue names; its alerts go to the platform's owner. Prometheus writes the template itself into `ALERTS` where it gives nothing. */
export const unknownOwner = "unknown";

/** The label `owner` of an alert's instance, as a template. Prometheus runs its query for active alerts only. */
export const ownerLabel = `{{ with printf \`${serviceOwner.text}{${match}}\` ${values} | query }}{{ . | first | label "owner" }}{{ else }}${unknownOwner}{{ end }}`;

/** A service as series carry it: without its owner. */
export const keyOf = ({ system, environment, service }: TargetLabels) => ({ system, environment, service }) as const;
