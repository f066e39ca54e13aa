import { readFileSync } from "node:fs";
import path from "node:path";
import { proofFacts } from "../../alert-rules/proofs/facts";
import { ruleGroups } from "../../alert-rules/rules";
import { repo } from "../support/sources";

const document = readFileSync(path.join(repo, "docs/alerts-compared.md"), "utf8");
const alerts = new Set(ruleGroups(proofFacts).flatMap((group) => group.alerts.map(({ name }) => name)));

function tables(text: string): Map<string, string[][]> {
  const sections = text.split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => {
      const [heading = "", ...lines] = section.split("\n");
      const rows = lines.filter((line) => line.startsWith("|")).map((line) => line.split("|").slice(1, -1));
      return [heading, rows.slice(2).map((cells) => cells.map((cell) => cell.trim()))];
    }),
  );
}

const namesIn = (cell: string): string[] => [...cell.matchAll(/`([A-Za-z]+)`/g)].map(([, name = ""]) => name);

function problemsOf([publicAlert = "", ours = "", why = ""]: readonly string[]): string[] {
  const named = namesIn(ours);
  const unknown = [...named, ...namesIn(why)].filter((name) => !alerts.has(name));
  return [
    ...unknown.map((name) => `${publicAlert}: there is no alert ${name}`),
    ...(named.length === 0 && ours !== "none" ? [`${publicAlert}: "${ours}" names no alert`] : []),
    ...(why.length < 10 ? [`${publicAlert}: no reason`] : []),
  ];
}

const all = tables(document);
const ofSets = [...all].filter(([heading]) => !heading.startsWith("Alerts without"));

test("the page has a row for each alert of the public rule sets, once", () => {
  expect(Object.fromEntries(ofSets.map(([heading, rows]) => [heading, new Set(rows.map(([name]) => name)).size]))).toEqual({
    "awesome-prometheus-alerts: PostgreSQL": 24,
    "awesome-prometheus-alerts: Redis": 12,
    "Mixin of postgres_exporter": 21,
    "Mixin of redis_exporter": 6,
  });
});

test("every row names alerts that exist, or says none, and gives a reason", () => {
  expect(ofSets.flatMap(([, rows]) => rows.flatMap(problemsOf))).toEqual([]);
});

test("the check reports an alert that does not exist, a row that names no alert, and a row without a reason", () => {
  expect(problemsOf(["`A`", "`PostgresGone`", "as of today, the same"])).toEqual(["`A`: there is no alert PostgresGone"]);
  expect(problemsOf(["`A`", "none", ""])).toEqual(["`A`: no reason"]);
  expect(problemsOf(["`A`", "later", "it will come in time"])).toEqual(['`A`: "later" names no alert']);
});

test("every alert on PostgreSQL and Redis is on the page", () => {
  const ours = [...alerts].filter((name) => /^(Postgres|Redis)/.test(name)).sort();
  const shown = [...all.values()].flatMap((rows) => rows.flatMap((cells) => namesIn(cells.join(" "))));
  expect(ours.filter((name) => !shown.includes(name))).toEqual([]);
});
