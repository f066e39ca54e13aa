import { httpProfiles, type HttpProfileId } from "../../../exporters/instrumentation/http";
import { httpLatencyBoundMissing } from "./bounds-alerts";
import { boundRecordings } from "./bounds-series";
import { httpRecordings } from "./series";
import { httpMedianHigh, latencyP50Threshold } from "./median-alerts";
import { httpErrorBudgetBurning } from "./objectives";
import { provenObjectives } from "./objectives-proofs";
import { objectiveSeries } from "./objectives-series";
import { returnRecordings } from "../target/shared";
import { sustainedRecordings } from "./sustained";
import type { Pack } from "../../pack";
import { errorRatioThreshold, httpErrorRatioHigh, httpLatencyHigh, latencyP95Threshold } from "./alerts";

/** Rule pack for services that serve HTTP requests. */
export const httpPack: Pack = {
  name: "http",
  title: "HTTP services",
  about: (service) => service.kind === "http",
  when: (facts) => facts.kinds.has("http"),
  thresholds: [latencyP50Threshold, latencyP95Threshold, errorRatioThreshold],
  group: (facts) => ({
    recordings: [
      ...returnRecordings(facts),
      ...httpRecordings(facts.httpProfiles),
      ...sustainedRecordings,
      ...(facts.discoversHttp ? boundRecordings(latencyP95Threshold, facts) : []),
      ...objectiveSeries(facts.objectives),
    ],
    alerts: [
      ...httpLatencyHigh(facts),
      ...httpMedianHigh(facts),
      ...(facts.discoversHttp ? httpLatencyBoundMissing() : []),
      ...httpErrorRatioHigh(facts),
      ...httpErrorBudgetBurning(facts),
    ],
  }),
  proofFacts: { objectives: provenObjectives, httpProfiles: Object.keys(httpProfiles) as HttpProfileId[], discoversHttp: true },
  symptoms: { latency: "consequence", bounds: "own", errors: "visible", objective: "visible" },
};
