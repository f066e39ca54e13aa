import type { View } from "../model/catalogue";
import type { RenderedFile } from "../emit";
import { formerView, withFormerNames } from "../former-names";
import { planFile, unique, unsupported, type NotPlanned } from "../vendor-plan";
import { checksOf, jobsOf } from "../uptime/checks";
import { sentryLacks } from "./assertion";
import { withoutFloor } from "./budgets";
import { detectorsOf } from "./detectors";
import type { SentryPlan, SentryResource } from "./model";
import { projectOf, sentryServices, unmonitoredServices, type SentryService } from "./projects";
import { workflowsOf } from "./workflows";

export type * from "./model";

function teamsOf(view: View, organization: string, services: readonly SentryService[]): SentryResource[] {
  const slugs = new Set(services.flatMap(({ service, sentry }) => [service.owner, ...sentry.ownership.map(({ owner }) => owner)]));
  return view.owners
    .filter(({ id }) => slugs.has(id))
    .map(({ id }) => ({ type: "sentry:Team", name: id, inputs: { organization, slug: id } }));
}

function notPlanned(view: View, services: readonly SentryService[], monitors: boolean): NotPlanned[] {
  const { id } = view.environment;
  const known = new Set(services.map(({ system, service }) => `${system.id}/${service.name}`));
  const applications = view.systems.flatMap((system) =>
    system.services
      .filter(({ kind, name }) => (kind === "http" || kind === "worker") && !known.has(`${system.id}/${name}`))
      .map(({ name }) => `${system.id}/${name}`),
  );
  const because = (asked: boolean): string =>
    asked
      ? `${id} has no Sentry monitors (sentry.monitors: false)`
      : "the catalogue does not have sentry: true here, because each monitor beyond the first is paid";
  return [
    ...unmonitoredServices(view).map(({ system, service }) => ({
      what: `monitors and notifications of ${system.id}/${service.name}`,
      because: `${id} does not monitor the system, so no one is notified of its issues`,
    })),
    ...applications.map((name) => ({ what: `project of ${name}`, because: "the service has no sentry block" })),
    ...services
      .filter((of) => withoutFloor(view, of))
      .map(({ system, service }) => ({
        what: `monitor of active users of ${system.id}/${service.name}`,
        because: `its budget has no floor for ${id}`,
      })),
    ...checksOf(view)
      .filter(({ check }) => !(check.sentry && monitors))
      .map(({ labels, check }) => ({
        what: `uptime monitor of ${labels.system}/${labels.service} ${check.name}`,
        because: because(check.sentry),
      })),
    ...checksOf(view)
      .filter(({ check }) => check.sentry && monitors)
      .flatMap(({ labels, check }) =>
        sentryLacks(check).map((part) => ({
          what: `${part}, in the uptime monitor of ${labels.system}/${labels.service} ${check.name}`,
          because: unsupported("Sentry", part),
        })),
      ),
    ...jobsOf(view)
      .filter(({ job }) => !(job.sentry && monitors))
      .map(({ labels, job }) => ({ what: `cron monitor of ${labels.system}/${labels.service} ${job.name}`, because: because(job.sentry) })),
  ];
}

function planOf(view: View): SentryPlan | undefined {
  const { sentry, id } = view.environment;
  if (sentry === undefined) return undefined;
  const { organization, url } = sentry;
  const services = sentryServices(view);
  const unmonitored = unmonitoredServices(view);
  const made = services.map((of) => {
    const detectors = detectorsOf(view, organization, of);
    const { workflows, lookups } = workflowsOf(view, of, sentry, detectors);
    return { resources: [...projectOf(view, organization, of), ...detectors, ...workflows], lookups };
  });
  return {
    environment: id,
    url,
    organization,
    lookups: unique(made.flatMap(({ lookups }) => lookups)),
    resources: [
      ...teamsOf(view, organization, [...services, ...unmonitored]),
      ...made.flatMap(({ resources }) => resources),
      ...unmonitored.flatMap((of) => projectOf(view, organization, of)),
    ],
    notPlanned: notPlanned(view, services, sentry.monitors),
  };
}

/** Returns the Sentry plan of one environment. Undefined if the environment names no Sentry organisation. */
export function sentryPlan(view: View): SentryPlan | undefined {
  const plan = planOf(view);
  const before = formerView(view);
  if (plan === undefined || before === undefined) return plan;
  return { ...plan, resources: withFormerNames(plan.resources, planOf(before)?.resources) };
}

/** Renders `sentry.json` of one environment. Empty if the environment names no Sentry organisation. */
export function renderSentry(view: View, folder: string): RenderedFile[] {
  const plan = sentryPlan(view);
  return plan === undefined ? [] : [planFile(`${folder}/sentry.json`, plan)];
}
