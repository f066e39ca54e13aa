import { gatewayConfig, latencyBounds, spanSeriesPerService } from "../../../exporters/pipeline/otelcol";
import { claimAttributes, senderAuthenticator, sentBy } from "../../../exporters/pipeline/senders";
import { streamFields } from "../../../exporters/pipeline/stores";
import { derivedJob, sampleLimitOf } from "../../../exporters/scrape/targets";
import { shipped } from "../../support/shipped";

/** Samples per combination of labels in the span metrics: the buckets including `+Inf`, the count, the sum, and the counter of calls. */
const samplesPerSeries = latencyBounds.length + 1 + 2 + 1;

describe.each(shipped.environments.map(({ id }) => id))("the gateway of %s", (id) => {
  const view = shipped.view(id);
  const config = JSON.stringify(gatewayConfig(view));

  it("stays under the scrape's sample limit if every service has the maximum number of span metrics", () => {
    const services = view.systems.flatMap((system) => system.services).length;
    expect(services * spanSeriesPerService * samplesPerSeries).toBeLessThan(sampleLimitOf(derivedJob));
  });

  it("sends logs and traces only to the environment's stores", () => {
    const { logs, traces } = view.environment.stores;
    const named = ["loki", "tempo", "victoria-logs", "jaeger"].filter((store) => config.includes(`${store}:`));
    expect(named.sort()).toEqual([logs, traces].sort());
  });

  it("removes every stream field and every claim from the resource and the record before it sets the field", () => {
    const pattern = `"^(${[...streamFields, ...Object.values(claimAttributes), sentBy.attribute].join("|")})$$"`;
    const statements = config.replaceAll('\\"', '"');
    expect(statements).toContain(`delete_matching_keys(resource.attributes, ${pattern})`);
    expect(statements).toContain(`delete_matching_keys(log.attributes, ${pattern})`);
    for (const field of streamFields) {
      const [removed, set] = [pattern, `set(resource.attributes["${field}"]`].map((part) => statements.indexOf(part));
      expect(removed).toBeGreaterThan(-1);
      expect(set).toBeGreaterThan(removed ?? NaN);
    }
  });

  it("authenticates the senders on every OTLP port, and takes the system from the authentication", () => {
    const { receivers } = gatewayConfig(view) as { receivers: { otlp: { protocols: Record<string, { auth?: object }> } } };
    const ports = Object.values(receivers.otlp.protocols);
    expect(ports.map(({ auth }) => auth)).toEqual(ports.map(() => ({ authenticator: senderAuthenticator })));
    expect(config.replaceAll('\\"', '"')).toContain('set(resource.attributes["system"], otelcol.client.auth.attributes["username"])');
  });

  it("queues batches on disk, and holds no batch in memory before", () => {
    expect(config).not.toMatch(/"batch(\/[^"]*)?":\{"(timeout|send_batch)/);
    // One queue for each of the two stores and for each destination, and one for pushed metrics.
    const queues = 2 + view.environment.destinations.length;
    expect(config.match(/"storage":"file_storage\/queue"/g)).toHaveLength(queues + 1);
    expect(config.match(/"max_elapsed_time":"0s"/g)).toHaveLength(queues);
    expect(config.match(/"max_elapsed_time":"10m"/g)).toHaveLength(1);
  });
});
