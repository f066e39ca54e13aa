import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { viewOf, withLocalStores } from "../fixtures/catalogue";
import { storeLogin } from "../support/pipeline/accounts";
import { startPipeline } from "../support/pipeline/pipeline";
import { send } from "../support/pipeline/send";
import { text, until } from "../support/until";

const cleanup = new Cleanup();
afterAll(() => cleanup.run(), 60_000);

/** The sum of a metric's samples whose labels contain this text. */
const sum = (exposition: string, metric: string, label: string): number =>
  exposition
    .split("\n")
    .filter((line) => line.startsWith(`${metric}{`) && line.includes(label))
    .reduce(
      (total, line) =>
        total +
        Number(
          line
            .slice(line.lastIndexOf("}") + 1)
            .trim()
            .split(" ")[0],
        ),
      0,
    );

it("the gateway keeps every failed or slow trace and the configured share of the others, and counts all spans", async () => {
  const view = withLocalStores(viewOf("local"));
  const sampled = { ...view, environment: { ...view.environment, traceSampling: 0.25 } };
  const pipeline = await startPipeline({ cleanup, view: sampled });
  const ids = await send("mixed", pipeline.otlp);
  expect(ids).toHaveLength(210);

  const decisions = "otelcol_processor_tail_sampling_global_count_traces_sampled";
  const keeps = await until("a decision on each trace", async () => {
    const exposed = await text(pipeline.metrics.gateway);
    const [kept, dropped] = [sum(exposed, decisions, 'sampled="true"'), sum(exposed, decisions, 'sampled="false"')];
    return kept + dropped === 210 ? kept : undefined;
  });
  const stored = await until("every kept trace", async () => {
    const answers = await Promise.all(ids.map(async (id) => (await fetch(`${pipeline.traces}/api/traces/${id}`, storeLogin)).ok));
    return answers.filter(Boolean).length === keeps ? answers : undefined;
  });
  expect(stored.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => true));
  // The first 10 traces fail or are slow. Of the other 200 traces, a quarter is expected, plus or minus five standard deviations.
  const quick = stored.slice(10).filter(Boolean).length;
  expect(quick).toBeGreaterThan(50 - 31);
  expect(quick).toBeLessThan(50 + 31);

  const counted = await until("span metrics of all", async () => {
    const exposed = await text(pipeline.metrics.derived, { headers: { accept: "application/openmetrics-text" } });
    const calls = sum(exposed, "traces_spanmetrics_calls_total", 'service="sampled"');
    return calls >= 210 ? calls : undefined;
  });
  expect(counted).toBe(210);
}, 1_800_000);
