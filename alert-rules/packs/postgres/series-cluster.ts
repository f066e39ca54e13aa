import { seriesWith, serviceKey, type Recording, type Series } from "../../model";
import { declaredCounts, keyOf } from "../../owner";
import { labels, promql } from "../../promql";
import type { RuleFacts } from "../../rule-facts";
import { isPrimary, primaryStandbys, standbys } from "./series-replication";

const series = seriesWith();
const by = labels(...serviceKey);
const on = labels(...serviceKey);

export const expectedStandbys = series("expected:standbys:count", "count", "Standbys that the catalogue expects for a primary");
/** Catalogue data: 1 for each standby that the catalogue names for a primary. */
export const expectedStandby = series("expected:standbys:info", "count", "1 for each standby that the catalogue names for a primary", [
  "standby",
]);
export const clusterPrimaries = series(
  "postgres:cluster_primaries:count",
  "count",
  "Servers that are currently a primary, among a declared primary and its standbys",
);
/** After a switchover, the rule counts the standbys of the new primary. */
export const standbysMissing = series(
  "postgres:standbys_missing:count",
  "count",
  "Expected standbys that are not connected to their primary",
);
/** Returns the value of a series for each standby of a declared primary, with the labels of the primary and the label `standby`. */
const ofStandbys = (value: Series) => promql`
  ${expectedStandby.name}
    * on (system, environment, standby) group_left ()
  max by (system, environment, standby) (label_replace(${value.name}, "standby", "$1", "service", "(.+)"))`;

/**
 * The number of standbys of a declared primary, or of the server that has replaced it. Missing while the declared primary does not respond.
 */
const afterSwitchover = promql`
  (
      max by (${by}) (
        ${ofStandbys(primaryStandbys)}
      )
    and on (${on})
      ${standbys.name}
  )
    or
  ${standbys.name}`;

/** What the catalogue declares about the replication of an environment. */
export type ExpectedReplication = Pick<RuleFacts, "standbys" | "replicas">;

/**
 * Recording rules for the number of standbys that each primary must have, and for the number that is missing. The servers report whether
 * they are primary or standby. If the declared primary is now a standby, the rule counts the standbys of the server that replaced it: one of
 * the servers that the catalogue names as its standbys.
 */
export const expectedStandbyRecordings = ({ standbys: expected, replicas }: ExpectedReplication): Recording[] => [
  ...replicas.map(({ service, standby }) => ({
    record: expectedStandby.name,
    expr: promql`1`,
    labels: { ...keyOf(service), standby },
  })),
  ...(replicas.length === 0
    ? []
    : [
        {
          record: clusterPrimaries.name,
          expr: promql`
            sum by (${by}) (
              ${ofStandbys(isPrimary)}
            )
              + on (${on})
            ${isPrimary.name}`,
        },
      ]),
  ...declaredCounts(expectedStandbys.name, expected),
  ...(expected.length === 0
    ? []
    : [
        {
          record: standbysMissing.name,
          expr: promql`
            ${expectedStandbys.name}
              -
            (
                ${primaryStandbys.name}
              or
                ${replicas.length === 0 ? standbys.name : afterSwitchover}
            )`,
        },
      ]),
];
