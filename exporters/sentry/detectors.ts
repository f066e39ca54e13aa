import type { View } from "../model/catalogue";
import { monitorName } from "../model/naming";
import { graceOf } from "../model/uptime-schema";
import { failuresOf } from "../uptime/patience";
import { checksOf, jobsOf, type ResolvedCheck, type ResolvedJob } from "../uptime/checks";
import { assertionOf } from "./assertion";
import { budgetsOf } from "./budgets";
import type { Written } from "../vendor-plan";
import type { CronDetectorInputs, MetricDetectorInputs, UptimeDetectorInputs } from "./inputs/detectors";
import type { SentryDetector } from "./model";
import { inProjectOf, team, type SentryService } from "./projects";

const minute = 60;
const hour = 3600;

/** Returns the checks with `sentry: true`. Sentry runs them only if the environment's `sentry.monitors` is true. */
export const sentryChecks = (view: View): ResolvedCheck[] => checksOf(view).filter(({ check }) => check.sentry);
/** Returns the jobs with `sentry: true`. Sentry monitors them only if the environment's `sentry.monitors` is true. */
export const sentryJobs = (view: View): ResolvedJob[] => jobsOf(view).filter(({ job }) => job.sentry);

/** Returns the project of a service's monitors and the owner of their issues. */
export const ownedBy = (organization: string, of: SentryService) => ({
  ...inProjectOf(organization, of),
  owner: { ...team(of.service.owner, "teamId"), prefix: "team:" },
});
type Owned = ReturnType<typeof ownedBy>;

function uptime(at: Owned, { check, labels, publicUrl }: ResolvedCheck): SentryDetector[] {
  if (publicUrl === undefined) return [];
  const name = monitorName(labels.system, labels.service, check.name, labels.environment);
  const inputs: Written<UptimeDetectorInputs> = {
    ...at,
    name,
    environment: labels.environment,
    url: publicUrl,
    method: check.method,
    headers: check.headers,
    // The catalogue refuses an interval that Sentry does not support.
    intervalSeconds: (check.interval ?? minute) as NonNullable<UptimeDetectorInputs["intervalSeconds"]>,
    timeoutMs: check.timeout * 1000,
    traceSampling: false,
    assertion: assertionOf(check),
    downtimeThreshold: failuresOf(check, check.interval ?? minute),
    recoveryThreshold: 1,
  };
  return [{ type: "sentry:UptimeDetector", name, inputs }];
}

function every(seconds: number): NonNullable<CronDetectorInputs["every"]> {
  if (seconds % (24 * hour) === 0) return { count: seconds / (24 * hour), unit: "day" };
  if (seconds % hour === 0) return { count: seconds / hour, unit: "hour" };
  return { count: Math.max(1, Math.round(seconds / minute)), unit: "minute" };
}

const minutesOf = (seconds: number): number => Math.max(1, Math.ceil(seconds / minute));

function cron(at: Owned, { job, labels, key }: ResolvedJob): SentryDetector {
  const name = monitorName(labels.system, labels.service, job.name, labels.environment);
  const inputs: Written<CronDetectorInputs> = {
    ...at,
    name,
    checkIn: `${key}-${labels.environment}`,
    ...(job.schedule === undefined ? { every: every(job.every) } : { schedule: job.schedule }),
    timezone: job.timeZone,
    checkInMarginMinutes: minutesOf(graceOf(job)),
    maxRuntimeMinutes: minutesOf(job.maxRuntime ?? 30 * minute),
    failureThreshold: 1,
    recoveryThreshold: 1,
  };
  return { type: "sentry:CronDetector", name, inputs };
}

function errors(view: View, at: Owned, { sentry, service, system }: SentryService): SentryDetector[] {
  if (sentry.errorsPerHour === undefined) return [];
  const name = monitorName(system.id, service.name, "errors", view.environment.id);
  const inputs: Written<MetricDetectorInputs> = {
    ...at,
    name,
    aggregate: "count()",
    dataset: "events",
    eventTypes: ["default", "error"],
    query: "",
    environment: view.environment.id,
    windowSeconds: hour,
    direction: "above",
    high: sentry.errorsPerHour,
    resolve: sentry.errorsPerHour,
  };
  return [{ type: "sentry:MetricDetector", name, inputs }];
}

/** Returns the monitors of one project. */
export function detectorsOf(view: View, organization: string, of: SentryService): SentryDetector[] {
  const own = ({ labels }: ResolvedCheck | ResolvedJob): boolean => labels.system === of.system.id && labels.service === of.service.name;
  const monitored = view.environment.sentry?.monitors === true;
  const at = ownedBy(organization, of);
  return [
    ...errors(view, at, of),
    ...budgetsOf(view, at, of),
    ...(monitored
      ? sentryChecks(view)
          .filter(own)
          .flatMap((check) => uptime(at, check))
      : []),
    ...(monitored
      ? sentryJobs(view)
          .filter(own)
          .map((job) => cron(at, job))
      : []),
  ];
}
