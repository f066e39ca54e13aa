import type { Problem } from "./problems";
import type { Service } from "./schema";

/** Reports kinds of runs and loops of a service whose metrics Prometheus cannot read. */
export function checkRuns(where: string, service: Service): Problem[] {
  if (service.kind !== "worker" || service.instrumentation.profile !== "arq") return [];
  return (["runs", "loops"] as const).flatMap((key) =>
    service[key].slice(0, 1).map(({ name }) => ({
      where: `${where}.${key}`,
      message: `got ${JSON.stringify(name)} with the profile arq; Prometheus scrapes no arq worker, so its ${key} cannot be measured: remove ${key}`,
    })),
  );
}
