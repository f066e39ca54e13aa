import { least, vitals } from "../../alert-rules/packs/browser/series";
import type { Alert } from "../../alert-rules/model";
import { hours, metric, minutes, promql, select } from "../../alert-rules/promql";
import type { RuleFacts } from "../../alert-rules/rule-facts";
import { graph, line, query } from "../lines";
import type { Section, TimeseriesPanel, Unit } from "../model";
import { serviceScope } from "../scope";
import { fixedLines } from "../threshold-lines";

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
            graph({
              id: "http/browser-events:160",
              title: "Sessions and errors in browsers",
              description:
                "New sessions over an hour, and errors per minute over 5 minutes, as browsers report them. Anyone can send this data.",
              empty: "The pages of the service sent no events.",
              unit: "none",
              queries: [
                query(promql`sum(increase(${select(metric("browser_sessions_total"), serviceScope)}[${hours(1)}]))`, "sessions"),
                query(promql`sum(rate(${select(metric("browser_errors_total"), serviceScope)}[${minutes(5)}])) * 60`, "errors"),
              ],
            }),
          ],
        },
      ]
    : [];
