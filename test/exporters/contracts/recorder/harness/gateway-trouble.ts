import type { View } from "../../../../../exporters/model/catalogue";
import { secretValue } from "../../../../support/pipeline/accounts";
import { send } from "../../../../support/pipeline/send";
import { startPipeline } from "../../../../support/pipeline/pipeline";
import { text, until } from "../../../../support/until";
import { readExposition } from "../exposition";
import type { Harness, Recorded } from "./context";

/** A fault or a setting of the gateway, and the counters that the gateway exposes only with this fault or setting. */
interface Trouble {
  readonly from: string;
  readonly view: (view: View) => View;
  readonly change: (config: string) => string;
  /** Returns the value of a secret of the gateway. Default: the correct value. */
  readonly secret?: (key: string) => string;
  readonly counters: readonly string[];
}

const same = (view: View): View => view;

/** Replaces a part of the gateway's configuration. Throws if the part is missing, because the fault would not occur. */
const replaced = (config: string, part: string | RegExp, by: string): string => {
  const changed = config.replaceAll(part, by);
  if (changed === config) throw new Error(`the gateway's configuration has no ${part.toString()}`);
  return changed;
};

const troubles: readonly Trouble[] = [
  {
    from: "a gateway whose queue is full",
    view: same,
    // No batch fits into 64 bytes.
    change: (config) => replaced(replaced(config, /"queue_size":\d+/g, '"queue_size":64'), /"min_size":\d+/g, '"min_size":1'),
    counters: ["otelcol_exporter_enqueue_failed_log_records", "otelcol_exporter_enqueue_failed_spans"],
  },
  {
    from: "a gateway above its memory limit",
    view: same,
    change: (config) => replaced(config, /"limit_mib":\d+,"spike_limit_mib":\d+/g, '"limit_mib":2,"spike_limit_mib":1'),
    counters: ["otelcol_processor_memory_limiter_refused_log_records", "otelcol_processor_memory_limiter_refused_spans"],
  },
  {
    from: "a gateway whose stores reject all data",
    view: same,
    change: (config) => config,
    // The gateway does not retry a request that a store refuses because of a wrong password.
    secret: (key) => (key.startsWith("otlp-") ? secretValue(key) : "wrong"),
    counters: ["otelcol_exporter_send_failed_log_records", "otelcol_exporter_send_failed_spans"],
  },
  {
    from: "a gateway with too many undecided traces",
    view: (view) => ({ ...view, environment: { ...view.environment, traceSampling: 0.5 } }),
    change: (config) => replaced(config, /"num_traces":\d+/g, '"num_traces":1'),
    counters: ["otelcol_processor_tail_sampling_sampling_trace_dropped_too_early"],
  },
  {
    from: "a gateway that samples traces",
    view: (view) => ({ ...view, environment: { ...view.environment, traceSampling: 0.5 } }),
    change: (config) => config,
    counters: ["otelcol_processor_tail_sampling_global_count_traces_sampled"],
  },
];

/** Records a gateway with each fault or setting in `troubles`, one after the other. */
export async function recordGatewayTrouble({ cleanup }: Harness, recorded: Recorded, view: View): Promise<void> {
  for (const trouble of troubles) {
    const { metrics, otlp } = await startPipeline({
      cleanup,
      view: trouble.view(view),
      change: trouble.change,
      ...(trouble.secret && { secret: trouble.secret }),
    });
    await send("many", otlp).catch(() => undefined);
    const exposed = await until(trouble.from, async () => {
      const found = await text(metrics.gateway);
      return trouble.counters.every((name) => new RegExp(`^${name}[{ ]`, "m").test(found)) ? found : undefined;
    });
    recorded.put("otelcol", readExposition(exposed), trouble.from);
  }
}
