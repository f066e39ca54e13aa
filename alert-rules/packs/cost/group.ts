import type { Pack } from "../../pack";
import { telemetryGrown } from "./alerts";
import { costRecordings } from "./series";

/** Rule pack for the volume of logs, spans and metrics of each service, on which the cost of the stores and of vendors depends. */
export const costPack: Pack = {
  name: "cost",
  title: "Volume of telemetry",
  about: () => true,
  aboutStack: true,
  thresholds: [],
  group: () => ({ recordings: costRecordings(), alerts: [telemetryGrown()] }),
  symptoms: { cost: "own" },
};
