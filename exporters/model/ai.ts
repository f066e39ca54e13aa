import { aiProfiles, type AiProfileId } from "../instrumentation/ai";
import { object, oneOf } from "./object";
import type { Problem } from "./problems";
import type { Service } from "./schema";

/** The calls of an application to AI providers, such as OpenAI. Alerts notify if they fail. Default: the application makes none. */
export const ai = object({
  /** What measures the calls. The profiles are in `exporters/instrumentation/ai.ts`. */
  profile: oneOf(Object.keys(aiProfiles) as [AiProfileId, ...AiProfileId[]]),
}).optional();

/** Whether the service measures its calls to AI providers. */
export const measuresAi = (service: Service): boolean => (service.kind === "http" || service.kind === "worker") && service.ai !== undefined;

/** Reports AI calls of a service whose metrics Prometheus does not receive. */
export const checkAi = (where: string, service: Service): Problem[] =>
  measuresAi(service) && service.kind === "worker" && service.instrumentation.profile === "arq"
    ? [
        {
          where: `${where}.ai`,
          message: "got AI calls with the profile arq; Prometheus scrapes no arq worker, so its calls cannot be measured: remove ai",
        },
      ]
    : [];
