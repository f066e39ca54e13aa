import type { Transformation } from "./model";
import { healthyNamesakes, namesakesInTrouble, troubledNamesakes } from "./namesakes";
import { ownerChange } from "./owner";
import { renamedPods } from "./pods";
import { healthyReplica, spread } from "./replicas";
import { exporterRestart, restart } from "./restarts";
import { firstSample, missingScrapes, oneOfThree, prometheusAway, scrapeIntervals } from "./scrapes";
import { littleTraffic, unusualLabels, wrongClock } from "./values";

/** Transformations of every quiet scenario, under which the alert must still not fire. */
export const ofQuiet: readonly Transformation[] = [
  healthyReplica,
  namesakesInTrouble,
  renamedPods,
  restart,
  exporterRestart,
  ...missingScrapes,
  firstSample,
  spread,
  ownerChange,
  wrongClock,
  prometheusAway,
  unusualLabels,
  littleTraffic,
];

/** Transformations of every firing scenario, under which the alert must still fire. */
export const ofFires: readonly Transformation[] = [
  healthyReplica,
  healthyNamesakes,
  troubledNamesakes,
  oneOfThree,
  renamedPods,
  ownerChange,
  scrapeIntervals,
  unusualLabels,
];
