import type { View } from "../model/catalogue";
import { monitorName } from "../model/naming";
import { graceOf } from "../model/uptime-schema";
import { checksOf, jobsOf, type ResolvedCheck, type ResolvedJob } from "../uptime/checks";
import { assertionOf } from "./assertion";
import { budgetsOf } from "./budgets";
import type { SentryDetector } from "./model";
import type { SentryService } from "./projects";

const minute = 60;
const hour = 3600;
/** Priorities that Sentry gives issues. */
const high = 75;
const ended = 0;

/** Checks that Sentry makes too. */
export const sentryChecks = (view: View): ResolvedCheck[] => checksOf(view).filter(({ check }) => check.sentry);
/** Jobs that Sentry watches too. */
export const sentryJobs = (view: View): ResolvedJob[] => jobsOf(view).filter(({ job }) => job.sentry);

function uptime({ check, labels, publicUrl }: ResolvedCheck, project: string): SentryDetector[] {
  if (publicUrl === undefined) return [];
  return [
    {
      type: "uptime_domain_failure",
      name: monitorName(labels.system, labels.service, check.name, labels.environment),
      project,
      team: labels.owner,
      dataSource: {
        url: publicUrl,
        method: check.method,
        body: null,
        headers: Object.entries(check.headers),
        intervalSeconds: check.interval ?? minute,
        timeoutMs: check.timeout * 1000,
        traceSampling: false,
        assertion: assertionOf(check),
      },
      config: { mode: 1, environment: labels.environment, downtimeThreshold: check.failures ?? 2, recoveryThreshold: 1 },
    },
  ];
}

function every(seconds: number): readonly [number, "minute" | "hour" | "day"] {
  if (seconds % (24 * hour) === 0) return [seconds / (24 * hour), "day"];
  if (seconds % hour === 0) return [seconds / hour, "hour"];
  return [Math.max(1, Math.round(seconds / minute)), "minute"];
}

const minutesOf = (seconds: number): number => Math.max(1, Math.ceil(seconds / minute));

function cron({ job, labels, key }: ResolvedJob, project: string): SentryDetector {
  return {
    type: "monitor_check_in_failure",
    name: monitorName(labels.system, labels.service, job.name, labels.environment),
    project,
    team: labels.owner,
    dataSource: {
      name: `${key}-${labels.environment}`,
      config: {
        ...(job.schedule === undefined
          ? { schedule_type: "interval", schedule: every(job.every) }
          : { schedule_type: "crontab", schedule: job.schedule }),
        checkin_margin: minutesOf(graceOf(job)),
        max_runtime: minutesOf(job.maxRuntime),
        timezone: job.timeZone,
        failure_issue_threshold: 1,
        recovery_threshold: 1,
      },
    },
  };
}

function errors(view: View, { sentry, service, system, slug }: SentryService): SentryDetector[] {
  if (sentry.errorsPerHour === undefined) return [];
  return [
    {
      type: "metric_issue",
      name: monitorName(system.id, service.name, "errors", view.environment.id),
      project: slug,
      team: service.owner,
      dataSource: {
        aggregate: "count()",
        dataset: "events",
        query: "",
        timeWindow: hour,
        environment: view.environment.id,
        eventTypes: ["default", "error"],
      },
      conditions: [
        { type: "gt", comparison: sentry.errorsPerHour, conditionResult: high },
        { type: "lte", comparison: sentry.errorsPerHour, conditionResult: ended },
      ],
      config: { detectionType: "static" },
    },
  ];
}

/** The monitors of one project. */
export function detectorsOf(view: View, of: SentryService): SentryDetector[] {
  const own = ({ labels }: ResolvedCheck | ResolvedJob): boolean => labels.system === of.system.id && labels.service === of.service.name;
  const monitored = view.environment.sentry?.monitors === true;
  return [
    ...errors(view, of),
    ...budgetsOf(view, of),
    ...(monitored
      ? sentryChecks(view)
          .filter(own)
          .flatMap((check) => uptime(check, of.slug))
      : []),
    ...(monitored
      ? sentryJobs(view)
          .filter(own)
          .map((job) => cron(job, of.slug))
      : []),
  ];
}
