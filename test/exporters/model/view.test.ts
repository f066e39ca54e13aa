import { catalogue, environments, environmentIds, owners, systems } from "../../fixtures/catalogue";
import { loadCatalogue, type CatalogueInput } from "../../../exporters/model/catalogue";
import { CatalogueError } from "../../../exporters/model/problems";
import { objectivesOf, objectiveText } from "../../../exporters/model/objectives";
import { environment, owner, shop, shopIn, shopWith, system, web, worker } from "./support";

/** A deterministic generator of pseudo-random numbers from 0 to 1. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Returns the value with all lists and keys in a random order. */
function shuffled(value: unknown, roll: () => number): unknown {
  const mix = <T>(items: readonly T[]): T[] =>
    items
      .map((item) => ({ item, at: roll() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  if (Array.isArray(value)) return mix(value.map((item) => shuffled(item, roll)));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(mix(Object.entries(value)).map(([key, inner]) => [key, shuffled(inner, roll)]));
}

function everyObject(value: unknown, see: (object: object, path: string) => void, path = "view"): void {
  if (typeof value !== "object" || value === null) return;
  see(value, path);
  for (const [key, inner] of Object.entries(value)) everyObject(inner, see, `${path}.${key}`);
}

const input: CatalogueInput = { systems, owners, environments };

test.each([1, 2, 3, 4, 5, 6, 7, 8])("a catalogue in a different order gives the same views (shuffle %i)", (seed) => {
  const other = loadCatalogue(shuffled(input, dice(seed)) as CatalogueInput);
  for (const id of environmentIds) expect(JSON.stringify(other.view(id))).toBe(JSON.stringify(catalogue().view(id)));
});

test.each(environmentIds)("the view of %s is frozen at every level", (id) => {
  const open: string[] = [];
  everyObject(catalogue().view(id), (object, path) => {
    if (!Object.isFrozen(object)) open.push(path);
  });
  expect(open).toEqual([]);
});

test("each environment monitors exactly the systems that it declares", () => {
  const watched = environmentIds.map((id) => [
    id,
    catalogue()
      .view(id)
      .systems.map((system) => system.id),
  ]);
  const reference = ["gateways", "magazine", "replies", "studio", "trades"];
  expect(watched).toEqual([
    ["local", ["demo"]],
    ["staging", reference],
    ["production", reference],
  ]);
});

test("an environment can monitor all systems, all except some, or only those that it lists, sorted by id", () => {
  const systems = ["shop", "bank", "mill"].map((id) => system(id, web));
  const watches = (written: unknown): readonly string[] =>
    loadCatalogue({
      systems,
      owners: [owner],
      environments: [
        { ...environment, systems: written },
        { ...environment, id: "staging", systems: "all" },
      ],
    }).view("production").environment.systems;
  expect(watches(["shop", "bank"])).toEqual(["bank", "shop"]);
  expect(watches("all")).toEqual(["bank", "mill", "shop"]);
  expect(watches({ except: ["bank"] })).toEqual(["mill", "shop"]);
});

test("an override replaces only the quantities that it names, keeps their conditions, and applies only in its environment", () => {
  const written = {
    ...shopWith({ errorRatio: { warning: { above: "1%", for: "5m" }, critical: "5%" }, latencyP95: { warning: "1s" } }),
    environments: [
      environment,
      { ...environment, id: "staging", overrides: [{ system: "shop", service: "web", thresholds: { errorRatio: { warning: "2%" } } }] },
    ],
  };
  const loaded = loadCatalogue(written);
  const thresholds = (id: "staging" | "production") => loaded.view(id).systems[0]?.services[0]?.thresholds;
  expect(thresholds("production")).toEqual({
    errorRatio: { warning: { value: 0.01, for: 300 }, critical: { value: 0.05 } },
    latencyP95: { warning: { value: 1 } },
  });
  expect(thresholds("staging")).toEqual({
    errorRatio: { warning: { value: 0.02, for: 300 }, critical: { value: 0.05 } },
    latencyP95: { warning: { value: 1 } },
  });
});

test("an override replaces, adds and removes single objectives, and only in its environment", () => {
  const slo = { availability: "99.9%", latency: { objective: "99%", within: "1s" }, plans: { pro: "99%", free: "95%" } };
  const objectivesIn = (override: unknown) => {
    const loaded = loadCatalogue({
      ...shop({ ...web, slo }),
      environments: [environment, { ...environment, id: "staging", overrides: [{ system: "shop", service: "web", slo: override }] }],
    });
    return ["production", "staging"].map((id) => {
      const service = loaded.view(id).systems[0]?.services[0];
      return service === undefined ? [] : objectivesOf(service).map((each) => `${each.name} ${objectiveText(each)}`);
    });
  };
  const own = ["availability 99.9%", "latency 99% within 1s", "plan free 95%", "plan pro 99%"];
  expect(objectivesIn({ availability: "99%", plans: { enterprise: "99.9%" } })).toEqual([
    own,
    ["availability 99%", "latency 99% within 1s", "plan enterprise 99.9%", "plan free 95%", "plan pro 99%"],
  ]);
  expect(objectivesIn({ latency: { objective: "95%", within: "2.5s" } })).toEqual([
    own,
    ["availability 99.9%", "latency 95% within 2.5s", "plan free 95%", "plan pro 99%"],
  ]);
  expect(objectivesIn({ availability: "off", latency: "off", plans: { pro: "off" } })).toEqual([own, ["plan free 95%"]]);
  expect(objectivesIn({ availability: "off", latency: "off", plans: { pro: "off", free: "off" } })).toEqual([own, []]);
});

test("the longest time between two runs of a job is derived from its schedule", () => {
  const job = (schedule: string) => ({ name: "report", description: "Reports", schedule });
  const everyOf = (schedule: string) =>
    loadCatalogue(shop({ ...worker, jobs: [job(schedule)] })).view("production").systems[0]?.services[0]?.jobs[0]?.every;
  expect([everyOf("0 3 * * *"), everyOf("0 3 1 * *"), everyOf("0 9-17 * * 1-5")]).toEqual([86_400, 31 * 86_400, (2 * 24 + 16) * 3600]);
});

test("an unknown environment is refused, and the message lists the known environments", () => {
  const loaded = loadCatalogue(shopIn({ id: "staging" }));
  expect(() => loaded.view("production")).toThrow('environments: got "production"; environments: staging');
});

test("mistakes in one part of the catalogue do not hide mistakes in other parts", () => {
  const written = { systems: [{}], owners: [{ ...owner, contacts: {} }], environments: [{ ...environment, id: 3 }] };
  let places: readonly string[] = [];
  try {
    loadCatalogue(written);
  } catch (error) {
    if (error instanceof CatalogueError) places = error.problems.map((problem) => problem.where);
  }
  expect(places).toEqual([
    ...["critical", "warning", "info"].map((severity) => `owners.shop.contacts.${severity}`),
    ...["id", "title", "description", "services"].map((key) => `systems[0].${key}`),
    "environments[0].id",
  ]);
});

test("an environment that selects no system is accepted, and can still monitor the stack and discovered services", () => {
  const catalogue = loadCatalogue({
    ...shop(web),
    environments: [
      { ...environment, systems: { except: ["shop"] } },
      { ...environment, id: "staging" },
    ],
  });
  expect(catalogue.view("production").systems).toEqual([]);
});
