import { seriesWith, serviceKey, type Recording, type Series } from "../../model";
import { declaredCounts, keyOf } from "../../owner";
import { labels, promql } from "../../promql";
import type { RuleFacts } from "../../rule-facts";
import { isPrimary, primaryStandbys, standbys } from "./series-replication";

const series = seriesWith();
const by = labels(...serviceKey);

export const expectedStandbys = series("expected:standbys:count", "count", "Standbys that the catalogue expects for a primary");
export const expectedStandby = series("expected:standbys:info", "count", "1 for each standby that the catalogue names for a primary", [
  "standby",
]);
export const clusterPrimaries = series(
  "postgres:cluster_primaries:count",
  "count",
  "Servers that are currently a primary, among a declared primary and its standbys",
);
/** If a standby that the catalogue names becomes the primary, this series is about the standbys of the new primary. */
export const standbysMissing = series(
  "postgres:standbys_missing:count",
  "count",
  "Expected standbys that are not connected to their primary",
);
/** Returns the value of a series for each standby of a declared primary, with the labels of the primary and the label `standby`. */
const ofStandbys = (value: Series) => promql`
  ${expectedStandby.name}
    * on (system, environment, standby) group_left ()
  label_replace(${value.name}, "standby", "$1", "service", "(.+)")`;

/**
 * Number of standbys that are connected to the current primary. The current primary is a declared standby that is now a primary, or else
 * the declared primary. Missing while the declared primary has no data.
 */
const ofPrimary = promql`
  (
      max by (${by}) (
        ${ofStandbys(primaryStandbys)}
      )
    and
      ${standbys.name}
  )
    or
  ${standbys.name}`;

/** What the catalogue declares about the replication of an environment. */
export type ExpectedReplication = Pick<RuleFacts, "standbys" | "replicas">;

/**
 * Recording rules for the expected and missing standbys of each declared primary, and for the primaries of each cluster. If the declared
 * primary is now a standby, the rule counts the standbys of the declared standby that replaced it.
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
              +
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
              ${replicas.length === 0 ? standbys.name : ofPrimary}
            )`,
        },
      ]),
];
