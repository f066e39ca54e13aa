import { parse } from "yaml";
import { sentryPlan } from "../../exporters/sentry/plan";
import { isReference, ofType } from "../../exporters/vendor-plan";
import { uptimePlan } from "../../exporters/uptime/plan";
import { catalogue, environmentIds } from "../fixtures/catalogue";
import { yamlFile } from "../../exporters/emit";
import { probesOf, probeTargets } from "../../exporters/scrape/probes";
import { jobsOf } from "../../exporters/scrape/scrape";
import { pushingServices, stackSystem, type TargetLabels } from "../../exporters/scrape/targets";
import { gatusConfig } from "../../exporters/uptime/gatus";
import { textIn } from "../support/plans";

const name = ({ system, service, environment, owner }: TargetLabels): string => `${system}/${service} ${environment} ${owner}`;
const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort();

interface Rendered {
  readonly endpoints: readonly {
    readonly group: string;
    readonly alerts: readonly { readonly "provider-override": { readonly body: string } }[];
  }[];
}

describe.each(environmentIds)("%s", (id) => {
  const view = catalogue().view(id);
  const declared = sorted(
    view.systems.flatMap((system) =>
      system.services.map((service) => name({ system: system.id, service: service.name, environment: id, owner: service.owner })),
    ),
  );
  const probed = sorted((probeTargets(probesOf(view)) as { labels: TargetLabels }[]).map(({ labels }) => name(labels)));

  test("Prometheus has exactly one name for every service of the catalogue", () => {
    const scraped = [...jobsOf(view).values()].flat().map(({ labels }) => labels);
    const known = sorted([...scraped, ...pushingServices(view)].filter(({ system }) => system !== stackSystem).map(name));
    expect(sorted([...known, ...probed])).toEqual(declared);
  });

  test("Sentry uses the same service names, and each project belongs to the owner's team", () => {
    const projects = ofType(sentryPlan(view)?.resources ?? [], "sentry:Project");
    expect(projects.length).toBeGreaterThan(0);
    const slugs = view.systems.flatMap((system) =>
      system.services.map(({ name: service, owner }) => `${system.id}-${service}-${id} of sentry:Team ${owner}`),
    );
    const named = projects.map(({ inputs: { slug, team } }) => `${textIn(slug)} of ${isReference(team) ? team.$ref : team}`);
    expect(named.filter((project) => !slugs.includes(project))).toEqual([]);
  });

  test("the uptime plan and Gatus run the same checks as blackbox_exporter, under the same names", () => {
    expect(sorted(uptimePlan(view).checks.map(name))).toEqual(probed);
    const rendered = parse(yamlFile("", "", gatusConfig(view)).content) as Rendered;
    const alertLabels = rendered.endpoints
      .filter(({ group }) => group !== stackSystem)
      .map(
        ({ alerts }) =>
          (
            JSON.parse(alerts[0]?.["provider-override"].body.replace("[ALERT_TRIGGERED_OR_RESOLVED]", "") ?? "") as {
              labels: TargetLabels;
            }[]
          )[0]?.labels,
      );
    expect(sorted(alertLabels.map((labels) => (labels === undefined ? "?" : name(labels))))).toEqual(probed);
  });

  test("every system with a public check has a status page", () => {
    const shown = view.systems.filter(({ services }) => services.some(({ uptime }) => uptime.some((check) => check.public)));
    expect(shown.length).toBeGreaterThan(0);
    expect(uptimePlan(view).statusPages.map(({ system }) => system)).toEqual(shown.map((system) => system.id));
  });

  test("Prometheus expects every job, and a vendor expects it too unless the catalogue gives a reason", () => {
    const plan = uptimePlan(view);
    const sentry = sentryPlan(view);
    for (const system of view.systems)
      for (const service of system.services)
        for (const job of service.jobs) {
          const key = `${system.id}-${service.name}-${job.name}`;
          const atVendor = plan.resources.some((resource) => resource.name === key);
          expect(
            atVendor || plan.notPlanned.some(({ what }) => what === `external heartbeat of ${system.id}/${service.name} ${job.name}`),
          ).toBe(true);
          const atSentry =
            sentry?.resources.some((detector) => detector.name === `${system.id}/${service.name} ${job.name} (${id})`) === true;
          expect(
            atSentry || sentry?.notPlanned.some(({ what }) => what === `cron monitor of ${system.id}/${service.name} ${job.name}`),
          ).toBe(true);
        }
  });
});
