import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadCatalogue, type View } from "../../../../exporters/model/catalogue";
import { factsOfEnvironment, topics, type Facts } from "../../../../stacks/commands/env-diff/facts";
import { flatten } from "../../../../stacks/commands/env-diff/flatten";
import { differences } from "../../../../stacks/commands/env-diff/rows";
import { settingsInFile } from "../../../../stacks/config/settings-file";
import { UserError } from "../../../../stacks/config/errors";
import { environment, owner, system, web } from "../../../exporters/model/support";
import { environmentIds } from "../../../support/shipped";
import { repo } from "../../../support/sources";

const watched = { local: ["shop"], staging: ["shop"], production: ["shop", "extra"] };
const nothing = Object.fromEntries(topics.map((topic) => [topic, {}])) as Facts;
const folder = mkdtempSync(path.join(tmpdir(), "monitoring-env-diff-"));
const stackFile = (stack: string, lines: readonly string[]): void =>
  writeFileSync(path.join(folder, `Pulumi.${stack}.yaml`), `config:\n${lines.map((line) => `  ${line}\n`).join("")}`);

afterAll(() => rmSync(folder, { recursive: true }));

/** The views of production and of a staging environment. `staging` contains the fields of staging that differ from production's. */
const views = (staging: Readonly<Record<string, unknown>>): View[] => {
  const owners = [
    {
      ...owner,
      pager: true,
      contacts: {
        ...(owner["contacts"] as object),
        critical: [
          { via: "pagerduty", service: "shop" },
          { via: "email", to: "a@example.com" },
        ],
      },
    },
  ];
  const catalogue = loadCatalogue({
    systems: [system("shop", web), system("extra", { ...web, name: "only-here" })],
    owners,
    environments: [
      { ...environment, id: "staging", production: false, ...staging },
      { ...environment, systems: ["shop", "extra"] },
    ],
  });
  return [catalogue.view("staging"), catalogue.view("production")];
};

const rowsOf = (staging: Readonly<Record<string, unknown>>): string[] => {
  stackFile("staging", ["monitoring:demo: 'false'"]);
  stackFile("production", ["monitoring:demo: 'false'"]);
  const facts = views(staging).map((view) => factsOfEnvironment(view, settingsInFile(folder, watched, view.environment.id)));
  return differences(facts).map(({ topic, item, values }) => `${topic}: ${item}: ${values.map((value) => value ?? "-").join(" | ")}`);
};

/** The row that is always printed, because the two environments monitor different systems. */
const always = "systems: extra: - | monitored";

describe("the differences between environments", () => {
  it("list each item that differs, by topic and name, and omit equal items", () => {
    const one: Facts = { ...nothing, retention: { metrics: "2d", logs: "2d" }, collection: { b: "1", a: "1" } };
    const two: Facts = { ...nothing, retention: { metrics: "30d", logs: "2d" }, collection: { b: "2" } };
    expect(differences([one, two])).toEqual([
      { topic: "collection", item: "a", values: ["1", undefined] },
      { topic: "collection", item: "b", values: ["1", "2"] },
      { topic: "retention", item: "metrics", values: ["2d", "30d"] },
    ]);
    expect(differences([one, two], "retention")).toEqual([{ topic: "retention", item: "metrics", values: ["2d", "30d"] }]);
    expect(differences([one, one])).toEqual([]);
  });

  it("in thresholds, severities and routes ignore environments that do not have the item", () => {
    const has = (limit: string): Facts => ({ ...nothing, thresholds: { "shop/web latencyP95 critical": limit } });
    expect(differences([nothing, has("2s"), has("2s")])).toEqual([]);
    expect(differences([nothing, has("2s"), has("5s")])).toEqual([
      { topic: "thresholds", item: "shop/web latencyP95 critical", values: [undefined, "2s", "5s"] },
    ]);
  });
});

describe("the compared facts of an environment", () => {
  it("are equal for similar environments, except for the systems that they monitor", () => {
    expect(rowsOf({})).toEqual([always]);
  });

  it("show an override next to the other environment's default, and an added severity", () => {
    const thresholds = { latencyP95: { critical: "5s" }, errorRatio: { info: "0.5%", warning: "off" } };
    expect(rowsOf({ overrides: [{ system: "shop", service: "web", thresholds }] })).toEqual([
      always,
      "thresholds: shop/web errorRatio info: 0.5% | none",
      "thresholds: shop/web errorRatio warning: off | 1%",
      "thresholds: shop/web latencyP95 critical: 5s | 2s",
      "severities: HttpErrorRatioHigh: critical, warning, info | critical, warning",
    ]);
  });

  it("show the other contacts of critical alerts if the environment does not page", () => {
    expect(rowsOf({ pages: false })).toEqual([
      always,
      "routes: shop critical: a@example.com | PagerDuty shop, a@example.com",
      "delivery: people are paged: no | yes",
    ]);
  });

  it("include retention, intervals, destinations, sampling, the dead man's switch and addresses", () => {
    const urls = { ...(environment["urls"] as object), grafana: "https://other.example.com" };
    expect(
      rowsOf({
        retention: { metrics: "15d", logs: "30d", traces: "7d" },
        scrapeInterval: "30s",
        traceSampling: 0.5,
        destinations: [{ name: "vendor", url: "https://otlp.example.com" }],
        deadMansSwitch: undefined,
        urls,
      }),
    ).toEqual([
      always,
      "collection: scrape interval: 30s | 15s",
      "retention: metrics: 15d | 30d",
      "destinations: vendor: logs and traces to https://otlp.example.com | -",
      "sampling: traces kept: 50% | 100%",
      "delivery: dead man's switch: none | webhook heartbeat",
      "addresses: grafana: https://other.example.com | https://grafana.example.com",
    ]);
  });

  it("include the stores, Grafana, and the programs that run on every host", () => {
    expect(rowsOf({ stores: { logs: "victoria-logs", traces: "jaeger" }, grafana: false, hostMetrics: "kubernetes" })).toEqual([
      always,
      "collection: host metrics: kubernetes | none",
      "stores: grafana: no | yes",
      "stores: logs: victoria-logs | loki",
      "stores: traces: jaeger | tempo",
    ]);
  });

  it("include what the vendors do", () => {
    expect(rowsOf({ sentry: { organization: "other" } })).toContain("sentry: organization: other | -");
  });

  it("include the stack's settings by path, without secrets", () => {
    stackFile("staging", [
      "monitoring:secretsFile: .state/canary.json",
      "monitoring:secrets: { slack-canary: { secure: v1:canary } }",
      "monitoring:memory: { loki: 512 }",
      "monitoring:ports: { grafana: 3000, prometheus: off }",
    ]);
    stackFile("production", ["monitoring:memory: { loki: 2048 }"]);
    const [staging, production] = views({});
    if (staging === undefined || production === undefined) throw new Error("There are two.");
    const facts = [
      factsOfEnvironment(staging, settingsInFile(folder, watched, "staging")),
      factsOfEnvironment(production, settingsInFile(folder, watched, "production")),
    ];
    expect(differences(facts, "stack")).toEqual([
      { topic: "stack", item: "memory.loki", values: ["512", "2048"] },
      { topic: "stack", item: "ports.grafana", values: ["3000", undefined] },
    ]);
    expect(JSON.stringify(facts)).not.toContain("canary");
  });
});

test("the error about a missing or invalid stack file names the file and the remedy", () => {
  expect(() => settingsInFile(folder, watched, "nowhere")).toThrow(
    new UserError("Pulumi.nowhere.yaml cannot be read (ENOENT). Restore it from git."),
  );
  stackFile("local", ["monitoring:demo: perhaps"]);
  expect(() => settingsInFile(folder, watched, "local")).toThrow('monitoring:demo: got "perhaps"; expected true or false');
});

test("each nested setting becomes one line, a list becomes one string, and unset values are omitted", () => {
  expect(flatten({ a: { b: 1, c: undefined, d: { e: true } }, f: ["x", "y"], g: [], h: "text" })).toEqual({
    "a.b": "1",
    "a.d.e": "true",
    f: "x, y",
    h: "text",
  });
});

test("npm run env-diff prints rows as JSON with one value per environment, and refuses an unknown topic", () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ["--import", "tsx", "stacks/commands/env-diff/main.ts", ...args], { cwd: repo, encoding: "utf8" });
  const rows = JSON.parse(run("--only", "stack", "--json").stdout) as { item: string; values: object }[];
  for (const { values } of rows) expect(Object.keys(values)).toEqual(environmentIds);
  const refused = run("--only", "weather");
  expect([refused.status, refused.stderr.trim()]).toEqual([
    1,
    `error: option '--only <topic>' argument 'weather' is invalid. Allowed choices are ${topics.join(", ")}.`,
  ]);
}, 60_000);
