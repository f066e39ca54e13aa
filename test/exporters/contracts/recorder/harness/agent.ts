import { viewOf, withLocalStores } from "../../../../fixtures/catalogue";
import { startAgent } from "../../../../support/pipeline/agent";
import { DockerFile } from "../../../../support/pipeline/log-files";
import { startPipeline } from "../../../../support/pipeline/pipeline";
import { text, until } from "../../../../support/until";
import { readExposition } from "../exposition";
import type { Harness, Recorded } from "./context";

const accept = { headers: { accept: "application/openmetrics-text;version=1.0.0,text/plain;q=0.5" } };

/** Records a log agent while it delivers, then while its gateway is down, and then with a wrong token. */
export async function recordAgent({ cleanup }: Harness, recorded: Recorded): Promise<void> {
  const local = withLocalStores(viewOf("staging"));
  const view = { ...local, environment: { ...local.environment, logAgent: "docker" as const } };
  const pipeline = await startPipeline({ cleanup, view, traceStore: false });
  const agent = await startAgent({ cleanup, pipeline, view });
  const file = new DockerFile(agent.logs, "recorded");
  const metricsWith = (name: string): Promise<string> =>
    until(name, async () => {
      file.write(["level=info msg=recorded"]);
      const found = await text(agent.metrics, accept);
      return found.includes(name) ? found : undefined;
    });
  recorded.put("log-agent", readExposition(await metricsWith("otelcol_exporter_sent_log_records")), "an agent that delivers");
  await pipeline.gateway.kill();
  const waiting = /^otelcol_exporter_queue_size\{.*\} [1-9]/m;
  const queued = await until("a queue", async () => {
    file.write(["level=info msg=recorded"]);
    const found = await text(agent.metrics, accept);
    return waiting.test(found) ? found : undefined;
  });
  recorded.put("log-agent", readExposition(queued), "an agent without a gateway");
  await agent.stop();
  await agent.setToken("wrong");
  await pipeline.gateway.start();
  await agent.start();
  const refused = await metricsWith("otelcol_exporter_send_failed_log_records");
  recorded.put("log-agent", readExposition(refused), "an agent with a wrong token");
}
