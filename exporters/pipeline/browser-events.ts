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
export const browserEvents = {
  vital: "browser.web_vital",
  error: "exception",
  session: "session.start",
  view: "browser.page_view",
  active: "browser.active",
} as const;

/** Longest time in seconds that one event of an active user can report. The documented script sends such an event once a minute. */
const longestActive = 120;

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
    {
      name: "browser.page_views",
      description: "Pages that browsers have opened",
      ...identity,
      conditions: [isEvent(browserEvents.view)],
      sum: one,
    },
    {
      // Page views add 0, so the counter exists before the first error, which is then an increase.
      name: "browser.page_views_failed",
      description: "Pages with at least one error",
      ...identity,
      conditions: [browserEvents.view, browserEvents.error].map(
        (event) => `${isEvent(event)} and IsDouble(${record("failed")}) and ${record("failed")} >= 0.0 and ${record("failed")} <= 1.0`,
      ),
      sum: { value: record("failed"), monotonic: true },
    },
    {
      name: "browser.active",
      description: "Time for which users were active on a visible page",
      unit: "s",
      ...identity,
      conditions: [
        `${isEvent(browserEvents.active)} and IsDouble(${record("seconds")}) and ${record("seconds")} > 0.0 and ${record("seconds")} <= ${longestActive}.0`,
      ],
      sum: { value: record("seconds"), monotonic: true },
    },
  ];
}
