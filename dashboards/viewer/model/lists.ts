import { z } from "zod";
import type { OtherPage } from "./url";

/** Decides the colour of a state on the page, and the order of the rows. A state with `none` has no colour. */
export type Mood = "good" | "bad" | "waiting" | "none";

/** A row of a list, with one cell per column. */
export interface ListRow {
  readonly mood: Mood;
  readonly state: string;
  readonly cells: readonly string[];
  /** Expression that the row's link opens on the query page. Undefined if the row has no link. */
  readonly expr?: string;
}

/** A page that lists items from Prometheus' API: the API path, the columns after the state, and the function that reads the response. */
export interface List {
  readonly path: string;
  readonly columns: readonly string[];
  readonly read: (answer: unknown) => ListRow[];
}

/** Name of the dead man's switch. This alert fires as long as Prometheus stores fresh samples. */
const alwaysFiring = "DeadMansSwitch";

const labelSet = z.record(z.string(), z.string());
const text = (labels: Readonly<Record<string, string>>, ...without: readonly string[]): string =>
  Object.entries(labels)
    .filter(([name]) => !without.includes(name))
    .map(([name, value]) => `${name}="${value}"`)
    .join(", ");

const targets = z.object({
  data: z.object({
    activeTargets: z.array(
      z.object({
        labels: labelSet,
        scrapeUrl: z.string(),
        health: z.string(),
        lastError: z.string(),
        lastScrape: z.string(),
        lastScrapeDuration: z.number(),
      }),
    ),
  }),
});

const moodOfHealth = (health: string): Mood => (health === "up" || health === "ok" ? "good" : health === "unknown" ? "waiting" : "bad");
const seconds = (value: number): string => (value < 1 ? `${(value * 1000).toFixed(1)} ms` : `${value.toFixed(2)} s`);

const rules = z.object({
  data: z.object({
    groups: z.array(
      z.object({
        name: z.string(),
        rules: z.array(
          z.object({
            name: z.string(),
            query: z.string(),
            health: z.string(),
            lastError: z.string().default(""),
            evaluationTime: z.number().default(0),
            type: z.string(),
            state: z.string().optional(),
          }),
        ),
      }),
    ),
  }),
});

const alerts = z.object({
  data: z.object({
    alerts: z.array(z.object({ labels: labelSet, annotations: labelSet, state: z.string(), activeAt: z.string(), value: z.string() })),
  }),
});

const worstFirst: readonly Mood[] = ["bad", "waiting", "none", "good"];
const ordered = (rows: ListRow[]): ListRow[] => rows.sort((a, b) => worstFirst.indexOf(a.mood) - worstFirst.indexOf(b.mood));

/** The lists by page. In each list, the rows that need attention come first. */
export const lists: Readonly<Record<Exclude<OtherPage, "query">, List>> = {
  targets: {
    path: "/api/v1/targets",
    columns: ["Job", "Labels", "Address", "Last scrape", "Duration", "Error"],
    read: (answer) =>
      ordered(
        targets.parse(answer).data.activeTargets.map(({ labels, scrapeUrl, health, lastError, lastScrape, lastScrapeDuration }) => ({
          mood: moodOfHealth(health),
          state: health,
          cells: [labels["job"] ?? "", text(labels, "job"), scrapeUrl, lastScrape, seconds(lastScrapeDuration), lastError],
          expr: `up{${text({ job: labels["job"] ?? "", instance: labels["instance"] ?? "" })}}`,
        })),
      ),
  },
  rules: {
    path: "/api/v1/rules",
    columns: ["Group", "Rule", "Kind", "Evaluation", "Error"],
    read: (answer) =>
      ordered(
        rules.parse(answer).data.groups.flatMap((group) =>
          group.rules.map(({ name, query, health, lastError, evaluationTime, type, state }) => ({
            mood:
              name === alwaysFiring && state === "firing"
                ? "none"
                : state === "firing"
                  ? "bad"
                  : state === "pending"
                    ? "waiting"
                    : moodOfHealth(health),
            state: state ?? health,
            cells: [group.name, name, type, seconds(evaluationTime), lastError],
            expr: query,
          })),
        ),
      ),
  },
  alerts: {
    path: "/api/v1/alerts",
    columns: ["Alert", "Labels", "Since", "Value", "Summary"],
    read: (answer) =>
      ordered(
        alerts.parse(answer).data.alerts.map(({ labels, annotations, state, activeAt, value }) => ({
          mood: labels["alertname"] === alwaysFiring ? "none" : state === "firing" ? "bad" : "waiting",
          state,
          cells: [labels["alertname"] ?? "", text(labels, "alertname"), activeAt, value, annotations["summary"] ?? ""],
          expr: `ALERTS{${text({ alertname: labels["alertname"] ?? "" })}}`,
        })),
      ),
  },
};
