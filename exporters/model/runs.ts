import type { Problem } from "./problems";
import type { Service } from "./schema";

/** Reports kinds of runs of a service whose metrics Prometheus cannot read. */
export function checkRuns(where: string, service: Service): Problem[] {
  if (service.kind !== "worker" || service.instrumentation.profile !== "arq") return [];
  return service.runs.slice(0, 1).map(({ name }) => ({
    where: `${where}.runs`,
    message: `got ${JSON.stringify(name)} with the profile arq; Prometheus scrapes no arq worker, so its runs cannot be measured: remove runs`,
  }));
}
