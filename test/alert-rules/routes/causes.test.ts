import { inhibitRules, inhibitorTexts } from "../../../alert-rules/routes/inhibition";
import { isPublic } from "../../../exporters/model/public-url";
import { loadCatalogue } from "../../../exporters/model/catalogue";
import type { SystemInput } from "../../../exporters/model/schema";
import { environments, owners } from "../../fixtures/catalogue";
import { everyAlert } from "./configuration";
import { suppresses } from "./matching";

type Check = NonNullable<SystemInput["services"][number]["uptime"]>[number];

/** The view of production with two services: one with these uptime checks, and an internal service that depends on the first one. */
function viewWith(uptime: readonly Check[], more: Partial<SystemInput["services"][number]> = {}) {
  const system = {
    id: "small",
    title: "Small",
    description: "Two services",
    hosts: { production: "small.example.com" },
    services: [
      { kind: "external", name: "store", owner: "platform", uptime, ...more },
      {
        kind: "external",
        name: "inside",
        owner: "platform",
        dependsOn: ["store"],
        uptime: [{ path: "/inside", port: 80, outside: false }],
      },
    ],
  } as SystemInput;
  const production = environments.filter(({ id }) => id === "production").map((environment) => ({ ...environment, systems: ["small"] }));
  return loadCatalogue({ systems: [system], owners, environments: production }).view("production");
}

const where = { system: "small", environment: "production" };
const inside = { ...where, service: "inside", alertname: "HttpErrorRatioHigh", symptom: "errors", severity: "critical" };

/** Names of the uptime checks whose failure inhibits the error alerts of a dependent service. */
const downWhenFails = (uptime: readonly Check[]): string[] =>
  uptime
    .map(({ name = "health" }) => name)
    .filter((probe) => {
      const source = { ...where, service: "store", alertname: "ProbeFailed", symptom: "probe", severity: "critical", probe };
      return inhibitRules(viewWith(uptime), everyAlert).some((rule) => suppresses(rule, source, inside));
    });

const check = (name: string, more: Partial<Check> = {}): Check => ({ name, path: `/${name}`, port: 80, outside: false, ...more });

it("only the check named `health` means that a service is down by default", () => {
  expect(downWhenFails([check("health"), check("track")])).toEqual(["health"]);
  expect(downWhenFails([check("track")])).toEqual([]);
});

it("meansDown: true makes any check mean that the service is down, and meansDown: false exempts `health`", () => {
  expect(downWhenFails([check("health", { meansDown: false }), check("ready", { meansDown: true })])).toEqual(["ready"]);
});

it("a check whose failure is only a warning never means that a service is down", () => {
  const warns = check("track", { severity: "warning" });
  expect(downWhenFails([check("health"), warns])).toEqual(["health"]);
  expect(() => downWhenFails([check("health"), { ...warns, meansDown: true }])).toThrow('severity: "critical", or meansDown: false');
});

it("a service is public if it has a host or an external check, or if it serves HTTP without checks and its system has a host", () => {
  const publicNow = (view: ReturnType<typeof viewWith>): string[] =>
    view.systems.flatMap((system) => system.services.filter((service) => isPublic("production", system, service)).map(({ name }) => name));
  expect(publicNow(viewWith([check("health")]))).toEqual([]);
  expect(publicNow(viewWith([check("health", { outside: true })]))).toEqual(["store"]);
  expect(publicNow(viewWith([check("health")], { hosts: { production: "store.example.com" } }))).toEqual(["store"]);
  const http = { kind: "http", instrumentation: { profile: "prom-client", port: 80 } } as const;
  expect(publicNow(viewWith([], http))).toEqual(["store"]);
  expect(publicNow(viewWith([check("health")], http))).toEqual([]);
});

it.each([
  ["HttpErrorRatioHigh", "`SystemDown` of the same system (not if this service is public)"],
  ["ProbeFailed", "`SystemDown` of the same system"],
  ["QueueDepthHigh", "`SystemDown` of the same system"],
])("the runbook says whether SystemDown inhibits %s of a public service", (name, expected) => {
  const alert = everyAlert.find((other) => other.name === name);
  expect(alert && inhibitorTexts(alert, everyAlert)).toContain(expected);
});
