import { aiProfiles, type AiProfileId } from "../instrumentation/ai";
import { object, oneOf } from "./object";

/** The calls of an application to AI providers, such as OpenAI. Alerts notify if they fail. Default: the application makes none. */
export const ai = object({
  /** What measures the calls. The profiles are in `exporters/instrumentation/ai.ts`. */
  profile: oneOf(Object.keys(aiProfiles) as [AiProfileId, ...AiProfileId[]]),
}).optional();
