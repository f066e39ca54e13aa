import type { View } from "../model/catalogue";
import { browserSystems } from "./browsers";
import { record } from "./ottl";
import { sentBy } from "./senders";

/** The Core Web Vitals. The bounds of each histogram contain the limits of "good" and "poor". */
export const webVitals = {
  lcp: { unit: "s", description: "Largest Contentful Paint", bounds: [0.5, 1, 1.5, 2, 2.5, 3, 4, 6, 10, 20] },
  inp: { unit: "s", description: "Interaction to Next Paint", bounds: [0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2, 5] },
  cls: { unit: "", description: "Cumulative Layout Shift", bounds: [0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1] },
} as const;

/** Names of the events that browsers send as log records. */
export const browserEvents = { vital: "browser.web_vital", error: "exception", session: "session.start" } as const;

const isEvent = (name: string): string =>
  `resource.attributes["${sentBy.attribute}"] == "${sentBy.browser}" and log.event_name == "${name}"`;

/**
 * Returns the metrics that the gateway derives from the events of browsers. Browsers send no metrics, because each page view would be a
 * separate series. `identity` lists the resource attributes that become labels. Empty if no page may send telemetry.
 */
export function browserMetrics(view: View, identity: object): object[] {
  if (browserSystems(view).length === 0) return [];
  const one = { value: "1", monotonic: true };
  return [
    ...Object.entries(webVitals).map(([name, { unit, description, bounds }]) => ({
      name: `browser.web_vital.${name}`,
      description,
      ...(unit !== "" && { unit }),
      ...identity,
      conditions: [`${isEvent(browserEvents.vital)} and ${record("name")} == "${name}" and IsDouble(${record("value")})`],
      histogram: { buckets: bounds, value: record("value"), count: "1" },
    })),
    {
      name: "browser.errors",
      description: "Errors that browsers report",
      ...identity,
      conditions: [isEvent(browserEvents.error)],
      sum: one,
    },
    {
      name: "browser.sessions",
      description: "Sessions that browsers have started",
      ...identity,
      conditions: [isEvent(browserEvents.session)],
      sum: one,
    },
  ];
}
