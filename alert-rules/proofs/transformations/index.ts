import { passingCheck } from "./checked";
import type { Transformation } from "./model";
import { deadNamesakes, healthyNamesakes, namesakesInTrouble, otherInstrumentation, troubledNamesakes } from "./namesakes";
import { ownerChange } from "./owner";
import { renamedPods } from "./pods";
import { cutOffExporter, healthyReplica, lowerExporter, oldTotals, secondExporter, spread } from "./replicas";
import { exporterRestart, restart, restartAtFirst } from "./restarts";
import { sharedTargets } from "./shared";
import { firstSample, missingScrapes, oneOfThree, prometheusAway, scrapeIntervals } from "./scrapes";
import { littleTraffic } from "./traffic";
import { healthySecond, second, unusualLabels, wrongClock } from "./values";

/** Transformations of quiet scenarios. The alert must still not fire. */
export const ofQuiet: readonly Transformation[] = [
  healthyReplica,
  secondExporter,
  cutOffExporter,
  namesakesInTrouble,
  healthyNamesakes,
  passingCheck,
  otherInstrumentation,
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

/** Transformations of firing scenarios. The alert must still fire. */
export const ofFires: readonly Transformation[] = [
  healthyReplica,
  secondExporter,
  cutOffExporter,
  lowerExporter,
  oldTotals,
  healthyNamesakes,
  troubledNamesakes,
  deadNamesakes,
  sharedTargets,
  second,
  healthySecond,
  restartAtFirst,
  oneOfThree,
  renamedPods,
  ownerChange,
  scrapeIntervals,
  unusualLabels,
];
