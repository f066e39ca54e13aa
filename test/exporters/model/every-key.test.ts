import { renderOperations } from "../../../alert-rules/render";
import { announcementSchema } from "../../../exporters/model/announcements";
import { loadCatalogue, type View } from "../../../exporters/model/catalogue";
import { environmentSchema } from "../../../exporters/model/environments-schema";
import { ownerSchema } from "../../../exporters/model/owners-schema";
import { systemSchema } from "../../../exporters/model/schema";
import { artefactsOf } from "../../../stacks/artefacts/artefacts";
import { planEnvironment } from "../../../stacks/deploy/plan";
import { imagesWithout } from "../../stacks/support/samples";
import { everyKey } from "./every-key";
import { noted, type ReadPaths } from "./reads";
import { keysOf } from "./schema-keys";

/** Keys that no generator reads. The values say what the keys are for. */
const readElsewhere: Readonly<Record<string, string>> = {
  "systems[].description": "describes the entry for people",
  "systems[].services[].description": "describes the entry for people",
  "systems[].services[].jobs[].description": "describes the entry for people",
  "owners[].pager": "a check: critical alerts must page in production",
  "environments[].systems[]": "selects the content of the view before anything is generated",
  "environments[].systems[].except": "selects the content of the view before anything is generated",
  "environments[].overrides[].slo.availability": "part of the service's objectives in the view",
  "environments[].overrides[].slo.latency": "part of the service's objectives in the view",
  "environments[].overrides[].slo.plans": "part of the service's objectives in the view",
  "announcements[].environment": "selects the content of the view before anything is generated",
  "announcements[].alert": "the incident command finds the announcement by it",
  "environments[].sentry.projects": "selects the content of the view before anything is generated",
  "environments[].sentry.plan": "a check: how many monitors the plan includes",
  "environments[].sentry.paidMonitors.uptime": "a check: how many monitors there may be beyond the plan",
  "environments[].sentry.paidMonitors.cron": "a check: how many monitors there may be beyond the plan",
};

/** Normalises a path, so that keys which the same code reads have the same path. */
const shared = (path: string): string =>
  path
    .replace(/\[(http|worker|postgres|redis|external|slack|discord|pagerduty|webhook|email)\]/g, "[]")
    .replace(/\.thresholds\..*/, ".thresholds")
    .replace(/\.contacts\.(critical|warning|info)\b/, ".contacts")
    .replace(/^systems\[\]\.tenantContacts/, "owners[].contacts");

const extra = "neverInTheSchema";
/** Objects with user-defined keys. `withExtra` adds no key to them, because generators read every entry of such an object. */
const free = ["thresholds", "json", "headers", "hosts", "plans", "statusPageUrls"];

/** Adds to every object a key that no schema has. A generator that reads this key copies whole objects and does not read keys by name. */
function withExtra(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withExtra);
  if (typeof value !== "object" || value === null) return value;
  return {
    ...Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, free.includes(key) ? inner : withExtra(inner)])),
    [extra]: true,
  };
}

/** Runs all generators on the views of all environments. Returns the keys that they read. */
function readKeys(): ReadPaths {
  const read: ReadPaths = new Set();
  const catalogue = loadCatalogue(everyKey);
  for (const { id } of catalogue.environments) {
    const { environment, ...lists } = structuredClone(catalogue.view(id));
    const plain = { ...lists, environments: [environment] };
    const wide = {
      ...plain,
      systems: plain.systems.map((system) => withExtra(system)),
      owners: plain.owners.map((owner) => withExtra(owner)),
    };
    const { environments, ...rest } = noted(wide as typeof plain, read);
    const view: View = { ...rest, environment: environments[0] ?? environment };
    const rendered = artefactsOf(view);
    renderOperations([view]);
    const settings = { ports: {}, memory: {}, demo: false };
    const { parts } = planEnvironment({
      settings,
      view,
      rendered,
      images: imagesWithout(),
      demoFiles: () => ({ postgres: {}, redis: {} }),
    });
    JSON.stringify(parts.map(({ workload }) => workload));
  }
  return new Set([...read].map(shared));
}

const read = readKeys();
const known = [
  ...keysOf(systemSchema, "systems[]"),
  ...keysOf(ownerSchema, "owners[]"),
  ...keysOf(environmentSchema, "environments[]"),
  ...keysOf(announcementSchema, "announcements[]"),
];
const keys = [...new Set(known.map(shared))];

test("every key of the catalogue's schemas is read by a generator, or has a documented reason", () => {
  expect(keys.length).toBeGreaterThan(100);
  expect(keys.filter((key) => !read.has(key)).sort()).toEqual(Object.keys(readElsewhere).sort());
});

test("generators read every key by name, not as part of a whole object", () => {
  expect([...read].filter((key) => key.endsWith(`.${extra}`))).toEqual([]);
});
