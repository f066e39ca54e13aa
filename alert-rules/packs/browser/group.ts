import type { Pack } from "../../pack";
import { vitalsHigh } from "./alerts";
import { vitalRecordings } from "./series";

/** Rule pack for what browsers measure on the web pages of services. */
export const browserPack: Pack = {
  name: "browser",
  title: "Pages in browsers",
  about: (service) => service.kind === "http" && service.browser !== undefined,
  when: ({ hasBrowsers }) => hasBrowsers,
  thresholds: [],
  group: () => ({ recordings: vitalRecordings(), alerts: vitalsHigh() }),
  proofFacts: { hasBrowsers: true },
  symptoms: { "web-vitals": "consequence" },
};
