import { httpProfiles } from "../instrumentation/http";
import type { Problem } from "./problems";
import type { Service } from "./schema";

/** Whether the service measures its calls to AI providers. */
export const measuresAi = (service: Service): boolean => (service.kind === "http" || service.kind === "worker") && service.ai !== undefined;

/** Reports AI calls of a service whose metrics Prometheus does not receive. */
export function checkAi(where: string, service: Service): Problem[] {
  if (!measuresAi(service)) return [];
  const problem = (message: string): Problem[] => [{ where: `${where}.ai`, message }];
  if (service.kind === "worker" && service.instrumentation.profile === "arq")
    return problem("got AI calls with the profile arq; Prometheus scrapes no arq worker, so its calls cannot be measured: remove ai");
  if (service.kind === "http" && service.ai?.profile === "litellm" && httpProfiles[service.instrumentation.profile].transport === "otlp")
    return problem(
      'got the profile "litellm" for a service that pushes its metrics; LiteLLM exposes its metrics only to Prometheus: set the profile "opentelemetry", or give the service an instrumentation that Prometheus scrapes',
    );
  return [];
}
