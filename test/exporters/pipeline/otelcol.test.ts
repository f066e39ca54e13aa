import { gatewayConfig, latencyBounds, spanSeriesPerService } from "../../../exporters/pipeline/otelcol";
import { streamFields } from "../../../exporters/pipeline/stores";
import { derivedJob, sampleLimitOf } from "../../../exporters/scrape/targets";
import { shipped } from "../../support/shipped";

/** Per series: its buckets including the last one, count, sum, and the calls counter. */
const samplesPerSeries = latencyBounds.length + 1 + 2 + 1;

describe.each(shipped.environments.map(({ id }) => id))("the gateway of %s", (id) => {
  const view = shipped.view(id);
  const config = JSON.stringify(gatewayConfig(view));

  it("fits into one scrape when every service has the maximum number of span metrics", () => {
    const services = view.systems.flatMap((system) => system.services).length;
    expect(services * spanSeriesPerService * samplesPerSeries).toBeLessThan(sampleLimitOf(derivedJob));
  });

  it("sends logs and traces only to the stores of the environment", () => {
    const { logs, traces } = view.environment.stores;
    const named = ["loki", "tempo", "victoria-logs", "jaeger"].filter((store) => config.includes(`${store}:`));
    expect(named.sort()).toEqual([logs, traces].sort());
  });

  it("removes every stream field from resource and record before it sets it", () => {
    const pattern = `"^(${[...streamFields].join("|")})$$"`;
    const statements = config.replaceAll('\\"', '"');
    expect(statements).toContain(`delete_matching_keys(resource.attributes, ${pattern})`);
    expect(statements).toContain(`delete_matching_keys(log.attributes, ${pattern})`);
    for (const field of streamFields) expect(statements.split(`set(resource.attributes["${field}"]`)).toHaveLength(1 + 2); // once for logs, once for traces
  });

  it("queues batches on disk, and keeps none in memory before that", () => {
    expect(config).not.toMatch(/"batch(\/[^"]*)?":\{"(timeout|send_batch)/);
    expect(config.match(/"storage":"file_storage\/queue"/g)).toHaveLength(2);
    expect(config.match(/"max_elapsed_time":"0s"/g)).toHaveLength(2);
  });
});
