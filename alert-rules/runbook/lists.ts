import type { View } from "../../exporters/model/catalogue";
import { graceOf } from "../../exporters/model/uptime-schema";
import { formatDuration } from "../../exporters/model/units";
import { jobsOf } from "../../exporters/uptime/checks";

const table = (titles: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  rows.length === 0
    ? []
    : [`| ${titles.join(" | ")} |`, `|${"---|".repeat(titles.length)}`, ...rows.map((row) => `| ${row.join(" | ")} |`), ""];

function jobs(view: View): string[] {
  const rows = jobsOf(view).map(({ labels, job }) => [
    `${labels.system}/${labels.service}`,
    job.name,
    job.schedule === undefined ? `every ${formatDuration(job.every)}` : `\`${job.schedule}\` ${job.timeZone}`,
    job.schedule === undefined ? `${formatDuration(job.every)} after the latest success` : "at each time of the schedule",
    formatDuration(graceOf(job)),
    job.severity,
    labels.owner,
  ]);
  return table(["Service", "Job", "Schedule", "Due", "May be late by", "Severity", "Owner"], rows);
}

const queues = (view: View): string[] =>
  table(
    ["Service", "Queue", "Library", "Workers", "Owner"],
    view.systems.flatMap((system) =>
      system.services.flatMap((service) =>
        service.kind === "worker"
          ? service.queues.map((queue) => [
              `${system.id}/${service.name}`,
              queue,
              service.instrumentation.profile,
              service.workers === undefined ? "not declared" : String(service.workers),
              service.owner,
            ])
          : [],
      ),
    ),
  );

const quotas = (view: View): string[] =>
  table(
    ["Service", "Quota per tenant", "Tenants are notified", "Owner"],
    view.systems.flatMap((system) =>
      system.services.flatMap((service) =>
        "quotas" in service
          ? service.quotas.map((quota) => [
              `${system.id}/${service.name}`,
              quota,
              system.tenantContacts.length > 0 ? "yes" : "no",
              service.owner,
            ])
          : [],
      ),
    ),
  );

/** Section with the jobs, queues and quotas of one environment. Empty if it has none. */
export function listsSection(view: View): string[] {
  const rows = [...jobs(view), ...queues(view), ...quotas(view)];
  return rows.length === 0 ? [] : [`### Jobs, queues and quotas in ${view.environment.id}`, "", ...rows];
}
