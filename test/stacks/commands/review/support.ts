import { parse, stringify } from "yaml";
import { loadCatalogue, type CatalogueInput } from "../../../../exporters/model/catalogue";
import { artefactsOf } from "../../../../stacks/artefacts/artefacts";
import { filesBelow } from "../../../../stacks/commands/review/disk";
import type { Files } from "../../../../stacks/commands/review/git";
import { reviewSides } from "../../../../stacks/commands/review/review";
import { sideOf } from "../../../../stacks/commands/review/side";
import { input } from "../../../fixtures/catalogue";
import { repo } from "../../../support/sources";

/** Options that format YAML as in rendered files. */
const yaml = { version: "1.1", aliasDuplicateObjects: false } as const;

type Fields = Readonly<Record<string, unknown>>;

const contracts = filesBelow(repo, ["exporters/contracts"]);

/** The rendered files of one environment, with the contracts of the programs. */
export function rendered(catalogue: CatalogueInput = input, environment = "production"): Files {
  const files = artefactsOf(loadCatalogue(catalogue).view(environment));
  return new Map([...contracts, ...files.map(({ path, content }) => [path, content] as const)]);
}

export const usual = rendered();

const list = (value: unknown): Fields[] => value as Fields[];
const changed = (all: readonly unknown[], is: (one: Fields) => boolean, change: (one: Fields) => Fields | undefined): Fields[] => {
  const found = list(all).filter(is);
  if (found.length !== 1) throw new Error(`${found.length} entries match; one must.`);
  return list(all).flatMap((one): Fields[] => {
    const after = is(one) ? change(one) : one;
    return after === undefined ? [] : [after];
  });
};

/** The catalogue with one system changed. `undefined` removes the system. */
export const withSystem = (id: string, change: (system: Fields) => Fields | undefined): CatalogueInput => ({
  ...input,
  systems: changed(input.systems, (system) => system["id"] === id, change),
});

/** The catalogue with one service changed. */
export const withService = (system: string, name: string, change: (service: Fields) => Fields | undefined): CatalogueInput =>
  withSystem(system, (found) => ({ ...found, services: changed(list(found["services"]), (one) => one["name"] === name, change) }));

/** The catalogue with one owner or environment changed. */
export const withEntry = (kind: "owners" | "environments", id: string, change: (entry: Fields) => Fields): CatalogueInput => ({
  ...input,
  [kind]: changed(input[kind], (entry) => entry["id"] === id, change),
});

/** The files with one file's content changed. Throws if there is no such file, or if its content stays the same. */
export function edited(path: string, change: (content: string) => string, files: Files = usual): Files {
  const before = files.get(path);
  if (before === undefined) throw new Error(`There is no ${path}.`);
  const after = change(before);
  if (after === before) throw new Error(`Nothing changed in ${path}.`);
  return new Map([...files, [path, after]]);
}

interface Rule {
  alert?: string;
  record?: string;
  expr: string;
  for?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}
interface RuleFile {
  groups: { name: string; rules: Rule[] }[];
}

/** The files with one file's rules changed. */
export const withRules = (file: string, change: (rules: Rule[]) => Rule[]): Files =>
  edited(`alert-rules/rendered/production/rules/${file}.rules.yml`, (content) => {
    const { groups } = parse(content, yaml) as RuleFile;
    return stringify({ groups: groups.map((group) => ({ ...group, rules: change(group.rules) })) }, yaml);
  });

/** The files with one alert at one severity changed. `undefined` removes the alert. */
export const withAlert = (file: string, name: string, severity: string, change: (rule: Rule) => Rule | undefined): Files =>
  withRules(file, (rules) => {
    const is = (rule: Rule): boolean => rule.alert === name && rule.labels?.["severity"] === severity;
    if (!rules.some(is)) throw new Error(`There is no ${name} (${severity}) in ${file}.`);
    return rules.flatMap((rule) => (is(rule) ? (change(rule) ?? []) : [rule]));
  });

/** The files with one JSON or YAML file changed. The caller declares the type of its content. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export const withData = <Data>(path: string, change: (data: Data) => unknown): Files =>
  edited(path, (content) =>
    path.endsWith(".json") ? JSON.stringify(change(JSON.parse(content) as Data)) : stringify(change(parse(content, yaml) as Data), yaml),
  );

const before = sideOf(usual, "production");

/** Replaces the numbers in "N more", "N alerts" and "N settings", which do not matter in these tests. */
const uncounted = (text: string): string => text.replace(/\b\d+ (more|alerts|settings)\b/g, "N $1");

/** The review's lines about a change of the fixture's rendered files, such as `Alerts: loosened: ...`. */
export function said(after: Files): string[] {
  const { changes, notCompared } = reviewSides(before, sideOf(after, "production"));
  return [
    ...changes.map(({ subject, effect, text }) => uncounted(`${subject}: ${effect}: ${text}`)),
    ...notCompared.map((why) => `not compared: ${why}`),
  ];
}
