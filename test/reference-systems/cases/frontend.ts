import type { Case } from "../case";
import { visits } from "../raw";
import { casesOf, panel } from "./parts";

const integrations = casesOf("integrations", { critical: ["pagerduty", "slack"], warning: ["slack"] });

/** The cases for the frontend of the eight services (ES). */
export const frontend: readonly Case[] = [
  integrations(["ES-7"], {
    title: "more than 5 % of the frontend's page views have an error",
    raw: [visits("eight-services/frontend", { perSecond: 2, failed: 0.053 })],
    inside: [visits("eight-services/frontend", { perSecond: 2, failed: 0.047 })],
    alert: "BrowserErrorsHigh",
    severity: "warning",
    at: "eight-services/frontend",
    labels: { symptom: "browser-errors" },
  }),
  panel(["ES-7"], {
    title: "a panel shows the frontend's page views with errors",
    raw: [visits("eight-services/frontend", { perSecond: 2, failed: 0.25 })],
    at: "eight-services/frontend",
    panel: "monitoring-http/Page views with errors",
    value: 0.25,
  }),
];
