import type { Pack } from "../../pack";
import { vitalsHigh } from "./alerts";
import { browserErrorsHigh, clientErrorRatioThreshold } from "./errors-alerts";
import { vitalRecordings } from "./series";
import { visitRecordings } from "./visits-series";

/** Rule pack for what browsers measure on the web pages of services. */
export const browserPack: Pack = {
  name: "browser",
  title: "Pages in browsers",
  about: (service) => service.kind === "http" && service.browser !== undefined,
  when: ({ hasBrowsers }) => hasBrowsers,
  thresholds: [clientErrorRatioThreshold],
  group: (facts) => ({
    recordings: [...vitalRecordings(), ...visitRecordings()],
    alerts: [...vitalsHigh(), ...browserErrorsHigh(facts)],
  }),
  proofFacts: { hasBrowsers: true },
  symptoms: { "web-vitals": "consequence", "browser-errors": "consequence" },
};
