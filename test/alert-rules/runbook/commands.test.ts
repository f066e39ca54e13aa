import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { factsOf } from "../../../alert-rules/facts";
import { stepCommands, stepText, type StepCommand } from "../../../alert-rules/first-command";
import type { Alert } from "../../../alert-rules/model";
import { packs } from "../../../alert-rules/packs";
import { parsePromql } from "../../../alert-rules/promql/parse";
import { ruleGroups } from "../../../alert-rules/rules";
import { commandsOf } from "../../../alert-rules/runbook/command-lines";
import { placeholdersOf } from "../../../alert-rules/runbook/commands";
import { quoted } from "../../../alert-rules/runbook/line";
import { catalogue } from "../routes/configuration";
import { withoutCommand } from "./steps-without-command";

/** The commands of an alert: its first command, and the commands of its steps. */
const commandsOfAlert = ({ firstCommand, firstSteps }: Alert): readonly StepCommand[] => [
  firstCommand,
  ...firstSteps.flatMap(stepCommands),
];

/** The fixture's environment `local` with other stores, a public address for telemetry, and web pages that send telemetry. */
const withStores = (logs: "loki" | "victoria-logs", traces: "jaeger") => {
  const view = catalogue.view("local");
  const publicOtlp = { url: "https://otlp.example.com", tls: "proxy" as const, requestsPerSecond: 100 };
  const systems = view.systems.map((system) => ({
    ...system,
    services: system.services.map((service) =>
      service.kind === "http" ? { ...service, browser: { origins: { local: ["https://shop.example.com"] } } } : service,
    ),
  }));
  return { ...view, systems, environment: { ...view.environment, stores: { logs, traces }, publicOtlp } };
};
const views = [
  ...catalogue.environments.map(({ id }) => catalogue.view(id)),
  withStores("victoria-logs", "jaeger"),
  withStores("loki", "jaeger"),
];
const alerts = views.flatMap((view) =>
  ruleGroups(factsOf(view)).flatMap(({ name, alerts: found }) => {
    const pack = packs.find((one) => one.name === name);
    if (pack === undefined) return [];
    return found.flatMap((alert) =>
      commandsOfAlert(alert).map((command) => ({ view, alert, command, commands: commandsOf(view, command, pack) })),
    );
  }),
);
const lines = alerts.flatMap(({ commands }) => commands.map(({ line }) => line));

/** The words into which a POSIX shell splits a line. */
const words = (line: string): string[] =>
  execFileSync("sh", ["-c", `printf '%s\\0' ${line}`], { encoding: "utf8" })
    .split("\0")
    .slice(0, -1);

it("every alert has a command in at least one environment", () => {
  const without = [...new Set(alerts.map(({ alert }) => alert.name))].filter(
    (name) => !alerts.some(({ alert, commands }) => alert.name === name && commands.length > 0),
  );
  expect(without).toEqual([]);
});

it("a shell makes the same words of a quoted command", () => {
  for (const word of ["plain", "", "it's", '$HOME `id` "x"', "a\\b", "select 1; -- $$x$$"]) expect(words(quoted(word))).toEqual([word]);
});

it("a command is one line, names its environment, and asks for one service of it", () => {
  const wrong = alerts.flatMap(({ view, alert, commands }) =>
    commands
      .filter(({ line }) => line.includes("\n") || (!line.startsWith("curl ") && !line.includes(` --environment ${view.environment.id} `)))
      .map(() => alert.name),
  );
  expect(wrong).toEqual([]);
  expect(lines.length).toBeGreaterThan(200);
});

it("a command that changes something names the administrator, and every other command only reads", () => {
  const statements = alerts.flatMap(({ command }) => ("sql" in command ? [command.sql] : []));
  expect(statements.length).toBeGreaterThan(10);
  expect(statements.filter((sql) => !/^select\b/i.test(sql) || /;|\b(terminate|cancel|resume|reset|drop|reload)/i.test(sql))).toEqual([]);
  const redis = [...new Set(alerts.flatMap(({ command }) => ("redis" in command ? [command.redis] : [])))];
  expect(redis.filter((text) => !/^(ping|info \w+|slowlog get \d+|client list|config get [\w-]+)$/.test(text))).toEqual([]);
  const admin = alerts.filter(({ command }) => "adminSql" in command || "adminRedis" in command);
  expect(admin.length).toBeGreaterThan(20);
  expect(admin.flatMap(({ commands }) => commands).filter(({ line }) => !/ --as (postgres|default) -- /.test(line))).toEqual([]);
});

it("a statement has no single quote, because the line for the shell has them around it", () => {
  const statements = alerts.flatMap(({ command }) =>
    "sql" in command ? [command.sql] : "adminSql" in command ? [command.adminSql].flat() : [],
  );
  expect(statements.filter((sql) => sql.includes("'"))).toEqual([]);
});

it("a placeholder is a label of the alert, or the step says where its value comes from", () => {
  for (const { alert } of alerts)
    for (const step of alert.firstSteps) {
      const used = stepCommands(step).flatMap(placeholdersOf);
      const values = typeof step === "string" ? {} : (step.values ?? {});
      const unknown = used.filter((name) => !(name in values) && !alert.identity.includes(name));
      expect({ alert: alert.name, unknown }).toEqual({ alert: alert.name, unknown: [] });
      expect({ alert: alert.name, unused: Object.keys(values).filter((name) => !used.includes(name)) }).toEqual({
        alert: alert.name,
        unused: [],
      });
    }
  expect(alerts.flatMap(({ alert }) => placeholdersOf(alert.firstCommand))).toEqual([]);
});

it("every command of a step has a line in at least one environment, and differs from the other commands of its alert", () => {
  for (const { alert, command } of alerts) {
    const same = (one: StepCommand) => JSON.stringify(one) === JSON.stringify(command);
    expect({ alert: alert.name, command, times: commandsOfAlert(alert).filter(same).length }).toMatchObject({ times: 1 });
    const there = alerts.some((other) => other.alert.name === alert.name && same(other.command) && other.commands.length > 0);
    expect({ alert: alert.name, command, there }).toEqual({ alert: alert.name, command, there: true });
  }
  expect(alerts.filter(({ alert, command }) => command !== alert.firstCommand).length).toBeGreaterThan(100);
});

it("a step without a command is on the list with the reason, and the list has no other steps", () => {
  const steps = new Set(
    alerts.flatMap(({ alert }) =>
      alert.firstSteps.filter((step) => stepCommands(step).length === 0).map((step) => `${alert.name}: ${stepText(step)}`),
    ),
  );
  const listed = Object.values({ ...withoutCommand }).flat();
  expect([...steps].filter((step) => listed.filter((start) => step.startsWith(start)).length !== 1)).toEqual([]);
  expect(listed.filter((start) => ![...steps].some((step) => step.startsWith(start)))).toEqual([]);
});

/** Metrics that a rule records or that a pinned version of a program exposes. */
const known = new Set([
  // Prometheus itself records the alerts.
  "ALERTS",
  ...views.flatMap((view) => ruleGroups(factsOf(view)).flatMap(({ recordings }) => recordings.map(({ record }) => record.text))),
  ...readdirSync(path.join(__dirname, "../../../exporters/contracts"))
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) =>
      Object.keys(
        (JSON.parse(readFileSync(path.join(__dirname, "../../../exporters/contracts", name), "utf8")) as { metrics: object }).metrics,
      ),
    ),
]);

it("every query is valid, and reads metrics that a rule records or a program exposes", () => {
  const queries = [...new Set(lines.filter((line) => line.startsWith("npm run query")))].map((line) => words(line).at(-1) ?? "");
  expect(queries.length).toBeGreaterThan(20);
  const wrong = queries.flatMap((query) => {
    const { uses, errors } = parsePromql(query);
    return [...errors, ...uses.map(({ metric }) => metric).filter((metric) => !known.has(metric))].map((text) => `${query}: ${text}`);
  });
  expect(wrong).toEqual([]);
});
