import { resolve } from "../../dashboards/queries";
import { serviceOwner } from "../../alert-rules/owner";
import { parsePromql } from "../../alert-rules/promql/parse";
import type { AlertCase, Case, PanelCase } from "./case";
import { exists } from "./lookups";
import { failing, rulesReader, type Check, type Run } from "./promtool";
import { span } from "./raw";
import { changes, dashboardsOf, ruleGroupsOf, withReads, type Panel, type Reads, type Rule } from "./rendered";

const environment = "production";
const at = span - 120;

const text = (labels: Readonly<Record<string, string>>, equals = "="): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}${equals}${JSON.stringify(value)}`)
    .join(",");

const placeOf = ({ at: place }: AlertCase | PanelCase) => {
  const [system = "", service = ""] = place.split("/");
  return { system, environment, service };
};

/** All labels of the firing alert in Alertmanager. */
export const labelsOf = (one: AlertCase): Readonly<Record<string, string>> => ({
  alertname: one.alert,
  severity: one.severity,
  ...placeOf(one),
  ...one.labels,
});

/** Labels that describe an alert but do not identify one instance of the alert. */
const about: readonly string[] = ["symptom", "owner", "action", "audience"];

/** The labels that identify one instance of the alert. */
const instanceOf = (one: AlertCase): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(labelsOf(one)).filter(([name]) => !about.includes(name)));

const panels = (panel: Panel): Panel[] => [panel, ...(panel.panels ?? []).flatMap(panels)];

/** The first query of a case's panel, with variables replaced. Undefined if there is no such dashboard, panel or query. */
function queryOf(one: PanelCase): string | undefined {
  const [uid = "", ...title] = one.panel.split("/");
  const board = dashboardsOf(environment).find((candidate) => candidate.uid === uid);
  const panel = board && panels(board).find((candidate) => candidate.title === title.join("/"));
  const expr = panel?.targets?.[0]?.expr;
  return expr === undefined ? undefined : resolve(expr, placeOf(one));
}

const alertCheck = (one: AlertCase, id: string, fires: boolean): Check => ({
  id,
  raw: (fires ? one.raw : (one.inside ?? [])).flatMap((raw) => raw.series()),
  expr: `ALERTS{alertstate="firing",${text(instanceOf(one))}}`,
  expected: fires ? [{ labels: `ALERTS{alertstate="firing",${text(labelsOf(one))}}`, value: 1 }] : [],
  about: `${one.at} ${one.labels["symptom"] ?? one.alert}`,
  // The template of an alert's `owner` label reads the series `serviceOwner`.
  reads: [one.alert, serviceOwner.text],
});

function panelCheck(one: PanelCase, id: string): Check | undefined {
  const query = queryOf(one);
  if (query === undefined) return undefined;
  return {
    id,
    raw: one.raw.flatMap((raw) => raw.series()),
    expr: `round(max(${query}), 0.0001)`,
    expected: [{ labels: "{}", value: one.value }],
    about: `${one.at} ${one.panel}`,
    reads: parsePromql(query).uses.map(({ metric }) => metric),
  };
}

/** The inputs that determine a check's verdict: the check itself and the rules that it reads. */
interface Inputs {
  readonly check: string;
  readonly rules: readonly Rule[];
}

const texts = new WeakMap<Rule, string>();
function textOf(rule: Rule | undefined): string {
  if (rule === undefined) return "";
  const known = texts.get(rule) ?? JSON.stringify(rule);
  texts.set(rule, known);
  return known;
}

const isSame = (a: Inputs | undefined, b: Inputs): boolean =>
  a?.check === b.check && a.rules.length === b.rules.length && a.rules.every((rule, index) => textOf(rule) === textOf(b.rules[index]));

/** The cases and everything that their verdicts depend on, read from production's rendered files as changed by `withEdit`. */
export interface Prepared extends Run {
  readonly cases: readonly Case[];
  /** Cases that are known to fail before promtool runs. */
  readonly broken: ReadonlySet<Case>;
  /** The inputs of each check's verdict, by the check's ID. */
  readonly inputs: ReadonlyMap<string, Inputs>;
  /** The files that each plan case reads, without the plan cases that were skipped because of `green`. */
  readonly reads: ReadonlyMap<Case, Reads>;
}

interface Options {
  /**
   * Whether to also check that alerts do not fire just inside their thresholds. Removals skip this check: they cannot make an alert fire.
   */
  readonly inside: boolean;
  /** An earlier preparation in which all cases passed. Checks with the same inputs would pass again, so they are skipped. */
  readonly green?: Prepared;
}

function checksOf(one: AlertCase | PanelCase, index: number, inside: boolean): Check[] {
  if (one.kind === "panel") return [panelCheck(one, String(index)) ?? []].flat();
  const quiet = inside && one.inside !== undefined ? [alertCheck(one, `${index}-inside`, false)] : [];
  return [alertCheck(one, String(index), true), ...quiet];
}

/** Prepares the checks of the cases from production's rendered files. Decides plan cases immediately. */
export function prepare(cases: readonly Case[], { inside, green }: Options): Prepared {
  const groups = ruleGroupsOf(environment);
  const rulesFor = rulesReader(groups);
  const broken = new Set<Case>();
  const reads = new Map<Case, Reads>();
  const inputs = new Map<string, Inputs>();
  const checks: Check[] = [];
  for (const [index, one] of cases.entries()) {
    if (one.kind === "plan") {
      const known = green?.reads.get(one);
      if (known !== undefined && !changes(known)) continue;
      const found = withReads(() => one.evidence.every(exists));
      reads.set(one, found.reads);
      if (!found.result) broken.add(one);
      continue;
    }
    const made = checksOf(one, index, inside);
    if (made.length === 0) broken.add(one);
    for (const check of made) {
      const own = { check: JSON.stringify(check), rules: rulesFor(check.reads).flatMap(({ rules }) => [...(rules ?? [])]) };
      inputs.set(check.id, own);
      if (!isSame(green?.inputs.get(check.id), own)) checks.push(check);
    }
  }
  return { cases, groups, checks, broken, inputs, reads };
}

/** The failing cases of each preparation. promtool runs at most once, for all preparations together. */
export async function redCases(promtool: string, all: readonly Prepared[]): Promise<ReadonlySet<Case>[]> {
  const ids = await failing(promtool, all, at);
  return all.map(({ cases, broken }, run) => {
    const isRed = (index: number) => ids[run]?.has(String(index)) === true || ids[run]?.has(`${index}-inside`) === true;
    return new Set(cases.filter((one, index) => broken.has(one) || isRed(index)));
  });
}
