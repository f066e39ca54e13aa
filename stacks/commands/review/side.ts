import { parse } from "yaml";
import type { z } from "zod";
import { memoized } from "../../../alert-rules/promql/memoized";
import { readExpression, secondsOf, type Expr } from "../../../alert-rules/promql/expression";
import type { Files } from "./git";
import {
  alertmanagerFile,
  contractFile,
  dashboardFile,
  gatusFile,
  rulesFile,
  scrapeFile,
  sentryFile,
  targetsFile,
  uptimeFile,
  type Alertmanager,
  type Dashboard,
  type Gatus,
  type ScrapeFile,
  type Sentry,
  type Uptime,
} from "./shapes";

/** Labels that a rule or target sets. `environment` is left out because its value is the same in all series of a side. */
export type Labels = Readonly<Record<string, string>>;

export interface AlertRule {
  readonly name: string;
  readonly severity: string;
  readonly expr: Expr;
  /** In seconds, like `keepFiringFor`. */
  readonly for: number;
  readonly keepFiringFor: number;
  readonly labels: Labels;
  readonly annotations: Labels;
}

export interface Recording {
  readonly name: string;
  readonly expr: Expr;
  readonly labels: Labels | undefined;
}

export interface Target {
  readonly job: string;
  readonly address: string;
  readonly labels: Labels;
}

/** One side of a comparison: the data of one environment, read from its rendered files and from the contracts. */
export interface Side {
  readonly environment: string;
  readonly alerts: readonly AlertRule[];
  readonly recordings: readonly Recording[];
  readonly targets: readonly Target[];
  readonly alertmanager: Alertmanager | undefined;
  readonly scrape: ScrapeFile | undefined;
  readonly dashboards: readonly Dashboard[];
  readonly sentry: Sentry | undefined;
  readonly uptime: Uptime | undefined;
  readonly gatus: Gatus | undefined;
  /** Metric names by program; empty when there are no contracts. */
  readonly contracts: ReadonlyMap<string, ReadonlySet<string>>;
  /** The parsed contents of all other files, by path in the environment's folder. */
  readonly others: ReadonlyMap<string, unknown>;
  /** Paths of files whose format this version of the command cannot read. */
  readonly unreadable: readonly string[];
}

/** Path of a rendered file, such as `exporters/rendered/production/targets/stack.json`. The folder before `rendered` is ignored. */
const placed = /^[^/]+\/rendered\/([^/]+)\/(.+)$/;

/** Environments that have rendered files, sorted. */
export const environmentsOf = (files: Files): string[] =>
  [...new Set([...files.keys()].flatMap((path) => placed.exec(path)?.[1] ?? []))].sort();

const withoutEnvironment = (labels: Labels | undefined): Labels =>
  Object.fromEntries(Object.entries(labels ?? {}).filter(([name]) => name !== "environment"));

/** Parses a YAML file. Most files are equal on both sides of a comparison, so each content is parsed once. */
const yamlOf = memoized((content: string): unknown => parse(content, { version: "1.1", maxAliasCount: -1 }));

/**
 * Reads the files of one environment. `all` and `one` collect the paths of files whose format is unknown. `rest` throws an error for a
 * file that is not valid YAML or JSON.
 */
class Reading {
  readonly unreadable: string[] = [];
  private readonly left: Map<string, string>;

  constructor(files: Files, environment: string) {
    const own = [...files].flatMap(([path, content]): [string, string][] => {
      const [, folder, rest = ""] = placed.exec(path) ?? [];
      return folder === environment ? [[rest, content]] : [];
    });
    this.left = new Map(own);
  }

  /** Parses the content of a YAML or JSON file. Returns the content of other files as a string. */
  private static parsed(path: string, content: string): unknown {
    if (path.endsWith(".json")) return JSON.parse(content);
    return /\.ya?ml$/.test(path) ? yamlOf(content) : content;
  }

  all<Shape extends z.ZodType>(pattern: RegExp, shape: Shape): [string, z.output<Shape>][] {
    return [...this.left].flatMap(([path, content]): [string, z.output<Shape>][] => {
      if (!pattern.test(path)) return [];
      this.left.delete(path);
      try {
        const read = shape.safeParse(Reading.parsed(path, content));
        if (read.success) return [[path, read.data]];
      } catch {
        // The file is not valid YAML or JSON; handle it like an unknown format.
      }
      this.unreadable.push(path);
      return [];
    });
  }

  one<Shape extends z.ZodType>(pattern: RegExp, shape: Shape): z.output<Shape> | undefined {
    return this.all(pattern, shape)[0]?.[1];
  }

  rest(): ReadonlyMap<string, unknown> {
    return new Map([...this.left].map(([path, content]) => [path, Reading.parsed(path, content)]));
  }
}

type Rule = z.output<typeof rulesFile>["groups"][number]["rules"][number];

const alertOf = (rule: Rule & { alert: string }): AlertRule => ({
  name: rule.alert,
  severity: rule.labels?.["severity"] ?? "none",
  expr: readExpression(rule.expr),
  for: secondsOf(rule.for ?? "") ?? 0,
  keepFiringFor: secondsOf(rule.keep_firing_for ?? "") ?? 0,
  labels: withoutEnvironment(rule.labels),
  annotations: rule.annotations ?? {},
});

/** Metric names by program, from the files in `exporters/contracts/`. */
function contractsOf(files: Files): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, ReadonlySet<string>>();
  for (const [path, content] of files) {
    if (!/^exporters\/contracts\/[^/]+\.json$/.test(path)) continue;
    const contract = contractFile.safeParse(JSON.parse(content));
    if (contract.success) found.set(contract.data.program, new Set(Object.keys(contract.data.metrics)));
  }
  return found;
}

/** Reads one environment from its rendered files and the contracts. */
export function sideOf(files: Files, environment: string): Side {
  const reading = new Reading(files, environment);
  const rules = reading.all(/^rules\/.+\.ya?ml$/, rulesFile).flatMap(([, { groups }]) => groups.flatMap((group) => group.rules));
  const targets = reading.all(/^targets\/.+\.json$/, targetsFile).flatMap(([path, groups]) =>
    groups.flatMap(({ targets: addresses, labels }) =>
      addresses.map((address): Target => ({
        job: path.slice("targets/".length, -".json".length),
        address,
        labels: withoutEnvironment(labels),
      })),
    ),
  );
  return {
    environment,
    alerts: rules.flatMap(({ alert, ...rule }) => (alert === undefined ? [] : [alertOf({ ...rule, alert })])),
    recordings: rules.flatMap(({ record, expr, labels }): Recording[] =>
      record === undefined ? [] : [{ name: record, expr: readExpression(expr), labels: labels && withoutEnvironment(labels) }],
    ),
    targets,
    alertmanager: reading.one(/^alertmanager\.yml$/, alertmanagerFile),
    scrape: reading.one(/^prometheus\.yml$/, scrapeFile),
    dashboards: reading.all(/^dashboards\/.+\.json$/, dashboardFile).map(([, dashboard]) => dashboard),
    sentry: reading.one(/^sentry\.json$/, sentryFile),
    uptime: reading.one(/^uptime\.json$/, uptimeFile),
    gatus: reading.one(/^gatus\.yml$/, gatusFile),
    contracts: contractsOf(files),
    others: reading.rest(),
    unreadable: reading.unreadable,
  };
}
