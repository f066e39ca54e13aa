import type { AiProfile } from "../../../exporters/instrumentation/ai";
import { seriesWith, type Recording } from "../../model";
import { byModel } from "./series";

const series = seriesWith("provider", "model");

/** Tokens per second that are sent to a model. */
export const inputTokens = series("model:ai_input_tokens:rate5m", "rate", "Tokens per second that are sent to a model, over 5 minutes");
/** Tokens per second that a model returns. */
export const outputTokens = series("model:ai_output_tokens:rate5m", "rate", "Tokens per second that a model returns, over 5 minutes");

/** Recording rules for the tokens that calls to AI providers use. */
export const tokenRecordings = (profiles: readonly AiProfile[]): Recording[] => [
  { record: inputTokens.name, expr: byModel(profiles, ({ input }) => input) },
  { record: outputTokens.name, expr: byModel(profiles, ({ output }) => output) },
];
