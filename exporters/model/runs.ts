import { notAllowed } from "./object";
import type { Problem } from "./problems";
import type { RunCounter, RunHashes } from "./runs-schema";
import type { HttpService, Service, System, WorkerService } from "./schema";

/** A kind of run whose status is in hashes in Redis, and the service that it belongs to. */
export interface HashedRun extends RunHashes {
  readonly service: string;
  readonly name: string;
}

/** The kinds of runs of a service whose status is in hashes in Redis. */
export const hashedRunsOf = (service: Service): HashedRun[] =>
  service.kind === "http" || service.kind === "worker"
    ? service.runs.flatMap(({ name, hashes }) => {
        if (hashes === undefined) return [];
        const { redis, keys, status, running, success, failure, requestedAt, startedAt, endedAt, category, categories } = hashes;
        const fields = { status, requestedAt, startedAt, endedAt, category };
        return [{ service: service.name, name, redis, keys, running, success, failure, categories, ...fields }];
      })
    : [];

/** The kinds of runs whose status is in hashes in one Redis of a system, in a stable order. */
export const hashedRunsIn = (system: System, redis: string): HashedRun[] =>
  system.services
    .flatMap(hashedRunsOf)
    .filter((run) => run.redis === redis)
    .sort((a, b) => (`${a.service}/${a.name}` < `${b.service}/${b.name}` ? -1 : 1));

/** The kinds of runs of a service that the application counts with its own counters, each with its name. */
export const countedRunsOf = (service: Service): readonly (RunCounter & { readonly name: string })[] =>
  service.kind === "http" || service.kind === "worker"
    ? service.runs.flatMap(({ name, counter }) => {
        if (counter === undefined) return [];
        const { metric, label, success, failure, category } = counter;
        return [{ name, metric, label, success, failure, category }];
      })
    : [];

/** Reports counters of runs that cannot be read. */
function checkCounters(where: string, service: HttpService | WorkerService): Problem[] {
  return service.runs.flatMap(({ name, hashes, counter }): Problem[] => {
    const at = `${where}.runs.${name}.counter`;
    if (counter === undefined) return [];
    if (hashes !== undefined) return [{ where: at, message: "got counter and hashes; the runs would count twice: remove one of them" }];
    if (counter.category === counter.label)
      return [{ where: `${at}.category`, message: `got "${counter.label}", which is the label with the outcome: remove category` }];
    return checkStatuses(at, counter, "success and failure");
  });
}

/** Reports a status with two meanings. */
function checkStatuses(
  where: string,
  { running = [], success, failure }: Pick<RunHashes, "success" | "failure"> & Partial<Pick<RunHashes, "running">>,
  keys = "running, success and failure",
): Problem[] {
  const all = [...running, ...success, ...failure];
  const twice = all.find((value, index) => all.indexOf(value) !== index);
  return twice === undefined
    ? []
    : [{ where, message: `got the status ${JSON.stringify(twice)} in two of ${keys}: remove it from one of them` }];
}

/** Reports runs in a Redis that does not exist, and kinds of runs and loops of a service whose metrics Prometheus cannot read. */
export function checkRuns(where: string, system: System, service: Service): Problem[] {
  if (service.kind !== "http" && service.kind !== "worker") return [];
  const stores = system.services.flatMap(({ kind, name }) => (kind === "redis" && service.dependsOn.includes(name) ? [name] : []));
  const hashed = hashedRunsOf(service).flatMap((run): Problem[] => {
    const at = `${where}.runs.${run.name}.hashes`;
    return stores.includes(run.redis)
      ? checkStatuses(at, run)
      : [{ where: `${at}.redis`, message: notAllowed(run.redis, stores, "redis services in dependsOn of this service") }];
  });
  const found = [...hashed, ...checkCounters(where, service)];
  if (service.kind !== "worker" || service.instrumentation.profile !== "arq") return found;
  const first = service.runs.find(({ hashes }) => hashes === undefined);
  const [loop] = service.loops;
  const unread = (key: "runs" | "loops", name: string | undefined, remedy: string): Problem[] =>
    name === undefined
      ? []
      : [
          {
            where: `${where}.${key}`,
            message: `got ${JSON.stringify(name)} with the profile arq; Prometheus scrapes no arq worker, so its ${key} cannot be measured: ${remedy}`,
          },
        ];
  return [...found, ...unread("runs", first?.name, "set hashes, or remove it from runs"), ...unread("loops", loop?.name, "remove loops")];
}
