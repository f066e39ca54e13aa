import { loadCatalogue } from "../../../exporters/model/catalogue";
import { sentryApplications } from "../../../exporters/sentry/application";
import type { SentryResource } from "../../../exporters/sentry/model";
import { sentryPlan } from "../../../exporters/sentry/plan";
import { ofType } from "../../../exporters/vendor-plan";
import { environment, owner, system, web, worker } from "../model/support";

const sites = { ...owner, id: "sites", title: "Sites" };
const monitored = system("shop", { ...web, sentry: { platform: "node" } });
const other = system(
  "press",
  { ...web, name: "cms", owner: "sites", sentry: { platform: "javascript-nextjs", sampleRate: 0.5, budgets: { lcp: "2.5s" } } },
  { ...worker, name: "printer" },
);
const viewOf = (sentry: object, services: object = other) =>
  loadCatalogue({
    systems: [monitored, services],
    owners: [owner, sites],
    environments: [
      { ...environment, id: "laptop", production: false, systems: ["shop"], sentry: { organization: "shop", ...sentry } },
      { ...environment, id: "staging", systems: "all" },
    ],
  }).view("laptop");
const names = (resources: readonly SentryResource[]) => resources.map(({ type, name }) => `${type} ${name}`);

test("a system that the environment does not monitor has Sentry projects with the same settings as a monitored one, and its issues notify no one", () => {
  const all = sentryPlan(viewOf({ projects: "all" }));
  const own = sentryPlan(viewOf({}));
  const more = names(all?.resources ?? []).filter((name) => !names(own?.resources ?? []).includes(name));
  expect([...new Set(more.map((name) => name.split(" ")[0]))].sort()).toEqual([
    "sentry:ErrorDetector",
    "sentry:InboundFilter",
    "sentry:Key",
    "sentry:Ownership",
    "sentry:Project",
    "sentry:SpikeProtection",
    "sentry:Team",
  ]);
  expect(more).toEqual(expect.arrayContaining(["sentry:Team sites", "sentry:Project press-cms-laptop", "sentry:Key press-cms-laptop"]));
  expect(ofType(all?.resources ?? [], "sentry:Project").find(({ name }) => name === "press-cms-laptop")?.inputs).toMatchObject({
    dataScrubber: true,
    scrubIpAddresses: true,
  });
  expect(all?.lookups).toEqual(own?.lookups);
  expect(all?.notPlanned).toContainEqual({
    what: "monitors and notifications of press/cms",
    because: "laptop does not monitor the system, so no one is notified of its issues",
  });
});

test("applications of unmonitored systems have settings only with projects: all", () => {
  const settings = sentryApplications(viewOf({ projects: "all" })).map(({ project, tracesSampleRate }) => [project, tracesSampleRate]);
  expect(settings).toEqual([
    ["shop-web-laptop", 0.2],
    ["press-cms-laptop", 0.5],
  ]);
  expect(sentryApplications(viewOf({})).map(({ project }) => project)).toEqual(["shop-web-laptop"]);
});

test("a renamed service of an unmonitored system keeps its project", () => {
  const renamed = system("press", { ...web, name: "editor", renamedFrom: "cms", owner: "sites", sentry: { platform: "node" } });
  const project = ofType(sentryPlan(viewOf({ projects: "all" }, renamed))?.resources ?? [], "sentry:Project").find(
    ({ name }) => name === "press-editor-laptop",
  );
  expect(project).toMatchObject({ formerly: "press-cms-laptop" });
});

test("an unmonitored system whose project name is too long is refused", () => {
  const long = system("press", { ...web, name: "a".repeat(40), owner: "sites", sentry: { platform: "node" } });
  expect(() => viewOf({ projects: "all" }, long)).toThrow(`its Sentry project would be called "press-${"a".repeat(40)}-laptop"`);
});
