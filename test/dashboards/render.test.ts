import { catalogue, environments, environmentIds, owners, systems } from "../fixtures/catalogue";
import { loadCatalogue, type CatalogueInput, type View } from "../../exporters/model/catalogue";
import { dashboardUid } from "../../exporters/model/naming";
import { renderDashboards } from "../../dashboards/render";
import { all, fileOf } from "./support";

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed).reverse();
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, reversed(inner)])
      .reverse(),
  );
};

function viewOf(services: readonly object[]): View {
  const local = environments
    .filter((environment) => environment.id === "local")
    .map((environment) => ({ ...environment, systems: ["shop"], overrides: [] }));
  const shop = { id: "shop", title: "Shop", description: "A shop", services };
  return loadCatalogue({ systems: [shop], owners, environments: local }).view("local");
}

const web = (name: string) => ({
  kind: "http",
  name,
  owner: "shop",
  instrumentation: { profile: "prom-client", port: 9464, buckets: [0.5, 1, 2, 5] },
});
const database = { kind: "postgres", name: "postgres", owner: "shop" };
const names = (view: View): string[] =>
  renderDashboards(view, "out").flatMap((file) => /^out\/dashboards\/(.*)\.json$/.exec(file.path)?.[1] ?? []);

describe("rendering the dashboards", () => {
  it.each(environmentIds)("gives the same bytes for %s in any order of the catalogue", (environment) => {
    const input: CatalogueInput = { systems, owners, environments };
    const files = renderDashboards(loadCatalogue(input).view(environment), "out");
    expect(renderDashboards(loadCatalogue(reversed(input) as CatalogueInput).view(environment), "out")).toEqual(files);
    expect(files.length).toBeGreaterThan(5);
  });

  it("includes a dashboard only if the environment has data for it", () => {
    expect(names(viewOf([web("web")]))).toEqual(["overview", "http", "logs", "cost", "stack"]);
    expect(names(viewOf([database]))).toEqual(["overview", "postgres", "cost", "stack"]);
  });

  it("gives the same dashboards for one service and for a thousand", () => {
    const many = Array.from({ length: 1000 }, (_, index) => web(`web-${index}`));
    expect(renderDashboards(viewOf(many), "out")).toEqual(renderDashboards(viewOf([web("web")]), "out"));
  });

  it("writes JSON that survives a round trip and contains no undefined values", () => {
    for (const file of renderDashboards(catalogue().view("local"), "out").filter(({ path }) => path.endsWith(".json"))) {
      expect(`${JSON.stringify(JSON.parse(file.content), null, 2)}\n`).toBe(file.content);
      expect(file.content).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  it("gives the same result twice, although the SDK's builders share state", () => {
    expect(all.map(fileOf)).toEqual(all.map(fileOf));
  });
});

describe("rendered dashboards", () => {
  const files = all.map(fileOf);

  it("have fixed, unique uids", () => {
    expect(files.map((file) => file.uid)).toEqual(all.map((dashboard) => dashboardUid(dashboard.id)));
    expect(new Set(files.map((file) => file.uid)).size).toBe(files.length);
  });

  it("cannot be edited in Grafana, and say from where they are generated", () => {
    for (const file of files) {
      expect(file.editable).toBe(false);
      expect(file.description).toContain("DO NOT EDIT");
      expect(file.tags[0]).toBe("monitoring");
    }
  });

  it("mark firing alerts on their graphs and list them", () => {
    for (const file of files) {
      expect(file.annotations.list.map(({ expr }) => expr)).toEqual([expect.stringMatching(/^ALERTS\{/)]);
      expect([file.uid, file.panels.some((panel) => panel.title === "Firing alerts")]).toEqual([file.uid, true]);
    }
  });
});
