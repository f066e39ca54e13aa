import { arq } from "../instrumentation/queue";
import { hashedRuns } from "../instrumentation/runs";
import type { View } from "../model/catalogue";
import { hashedRunsOf } from "../model/runs";
import { escapeRegex, type Relabel } from "./relabel";

/** Keeps only the series of the arq worker's queues. redis_exporter also returns queues of other workers that use the same Redis. */
export function arqQueues(view: View, job: string): Relabel[] {
  if (job !== arq.id) return [];
  const own = view.systems.flatMap((system) =>
    system.services.flatMap((service) =>
      service.kind === "worker" && service.instrumentation.profile === arq.id
        ? [`${system.id};${service.name};(?:${[...service.queues].sort().map(escapeRegex).join("|")}):[a-z_]+(?:@.*)?`]
        : [],
    ),
  );
  return [
    {
      source_labels: ["__name__", "system", "service", arq.queue],
      separator: ";",
      regex: `${arq.waiting};(?:${own.join("|")})`,
      action: "keep",
    },
  ];
}

/** Keeps only the series of the service's runs. redis_exporter also returns runs of other services that use the same Redis. */
export function runsInRedis(view: View, job: string): Relabel[] {
  if (job !== hashedRuns.id) return [];
  const own = view.systems.flatMap((system) =>
    system.services.flatMap((service) =>
      hashedRunsOf(service).length > 0 ? [`${system.id};${service.name};${escapeRegex(service.name)}/.*`] : [],
    ),
  );
  return [
    {
      source_labels: ["__name__", "system", "service", hashedRuns.key],
      separator: ";",
      regex: `${hashedRuns.metric};(?:${own.join("|")})`,
      action: "keep",
    },
  ];
}
