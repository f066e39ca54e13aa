import type { Transformation } from "./model";
import { healthyNamesakes, namesakesInTrouble, troubledNamesakes } from "./namesakes";
import { ownerChange } from "./owner";
import { renamedPods } from "./pods";
import { healthyReplica, secondExporter, spread } from "./replicas";
import { exporterRestart, restart } from "./restarts";
import { firstSample, missingScrapes, oneOfThree, prometheusAway, scrapeIntervals } from "./scrapes";
import { littleTraffic, second, unusualLabels, wrongClock } from "./values";

/** Transformations that are applied to every quiet scenario. The alert must still not fire. */
export const ofQuiet: readonly Transformation[] = [
  healthyReplica,
  secondExporter,
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

/** Transformations that are applied to every firing scenario. The alert must still fire. */
export const ofFires: readonly Transformation[] = [
  healthyReplica,
  secondExporter,
  healthyNamesakes,
  troubledNamesakes,
  second,
  oneOfThree,
  renamedPods,
  ownerChange,
  scrapeIntervals,
  unusualLabels,
];
