import { least, vitals } from "../../alert-rules/packs/browser/series";
import {
  activeUsers,
  errors,
  failedRatio,
  failedRatioSustained,
  sessionDuration,
  sessions,
  views,
} from "../../alert-rules/packs/browser/visits-series";
import type { Alert } from "../../alert-rules/model";
import { promql } from "../../alert-rules/promql";
import type { RuleFacts } from "../../alert-rules/rule-facts";
import { graph, line, query } from "../lines";
import type { Section, TimeseriesPanel, Unit } from "../model";
import { of, serviceScope } from "../scope";
import { fixedLines, thresholdLines, thresholdText } from "../threshold-lines";

const few = `The pages of the service sent fewer than ${least} measurements in an hour, or none.`;

function vital(key: keyof typeof vitals, title: string, what: string, unit: Unit, alerts: readonly Alert[]): TimeseriesPanel {
  const { p75 } = vitals[key];
  return graph({
    id: `http/${key}`,
    title,
    description: `${what} Three quarters of the page views of the last hour were at most this value. The alert fires above the line.`,
    empty: few,
    unit,
    queries: [line(p75, serviceScope, "p75"), ...fixedLines(alerts, `http/${key}`, p75.name, serviceScope)],
  });
}

const silent = "The pages of the service sent no events.";

const visits = (alerts: readonly Alert[]): TimeseriesPanel[] => [
  graph({
    id: "http/client-errors",
    title: "Page views with errors",
    description: `Share of page views with at least one error in the browser, over 5 minutes. Errors of browser extensions do not count. The alert uses "sustained". ${thresholdText(alerts, "http/client-errors")}`,
    empty: silent,
    unit: "percentunit",
    queries: [
      line(failedRatio, serviceScope, "page views with errors"),
      line(failedRatioSustained, serviceScope, "sustained", { style: "dashed" }),
      ...thresholdLines(alerts, "http/client-errors", serviceScope),
    ],
  }),
  graph({
    id: "http/browser-events:160",
    title: "Page views and errors in browsers",
    description: "Page views per minute, and errors per minute, over 5 minutes, as browsers report them. Anyone can send this data.",
    empty: silent,
    unit: "none",
    queries: [query(promql`${of(views, serviceScope)} * 60`, "page views"), query(promql`${of(errors, serviceScope)} * 60`, "errors")],
  }),
  graph({
    id: "http/active-users:161",
    title: "Active users",
    description:
      "Users who are active on a page at the same time, on average over 5 minutes, and new sessions over an hour. A user is active while the page is visible, until five minutes after the last input. Anyone can send this data.",
    empty: silent,
    unit: "none",
    queries: [line(activeUsers, serviceScope, "active users"), line(sessions, serviceScope, "sessions", { style: "dashed" })],
  }),
  graph({
    id: "http/session-duration:162",
    title: "Duration of sessions",
    description: "Mean time for which users are active in a session, over an hour. A session ends when its browser tab is closed.",
    empty: silent,
    unit: "s",
    queries: [line(sessionDuration, serviceScope, "mean")],
  }),
];

/** Section with what browsers measure on the web pages of a service. Empty in an environment without telemetry from browsers. */
export const browserSection = ({ hasBrowsers }: Pick<RuleFacts, "hasBrowsers">, alerts: readonly Alert[]): Section[] =>
  hasBrowsers
    ? [
        {
          title: "Browsers",
          panels: [
            vital("lcp", "Largest Contentful Paint", "Time until the largest text or image of a page is visible.", "s", alerts),
            vital("inp", "Interaction to Next Paint", "Time between a click or a key and the reaction of the page.", "s", alerts),
            vital("cls", "Cumulative Layout Shift", "How much the content of a page moves, without a unit.", "none", alerts),
            ...visits(alerts),
          ],
        },
      ]
    : [];
