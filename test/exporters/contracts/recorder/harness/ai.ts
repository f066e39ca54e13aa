import path from "node:path";
import { run } from "../../../../../stacks/supply/command";
import { freePort, loopback } from "../../../../support/free-port";
import { aiRequirementsFile } from "../programs";
import { pushedSeries, scrapedSeries } from "../series";
import type { Harness, Recorded } from "./context";
import { proveProfile } from "./libraries";
import { startOpenAi } from "./openai-server";
import { start } from "./process";
import { startPrometheus } from "./prometheus";
import { python } from "./python";

const apps = path.join(__dirname, "apps");

/** Records the metrics of calls to a server with the API of OpenAI: those of OpenTelemetry's instrumentation for Python, and LiteLLM's. */
export async function recordAi(harness: Harness, recorded: Recorded): Promise<void> {
  const bin = await python(harness.say, aiRequirementsFile);
  const env = { OPENAI: await startOpenAi(harness.cleanup), PYTHONDONTWRITEBYTECODE: "1" };
  const port = await freePort();
  const prometheus = await startPrometheus(harness, (self) => ({ prometheus: self, litellm: `${loopback}:${port}` }));
  if (harness.wants("genai-openai")) {
    await run(bin, [path.join(apps, "genai_app.py")], {
      env: { ...env, OTLP_METRICS: `${prometheus.url}/api/v1/otlp/v1/metrics` },
      timeout: 60_000,
    });
    await proveProfile(prometheus, "genai-openai");
    recorded.put(
      "genai-openai",
      await pushedSeries(prometheus.api, `{instrumentation="genai-openai"}`),
      "a live application, through Prometheus",
    );
  }
  if (harness.wants("litellm")) {
    await start(harness.cleanup, "LiteLLM", bin, [path.join(apps, "litellm_app.py")], {
      ready: `http://${loopback}:${port}/metrics`,
      env: { ...env, PORT: String(port) },
    });
    await proveProfile(prometheus, "litellm");
    recorded.put(
      "litellm",
      await scrapedSeries(prometheus.api, `{job="litellm",__name__=~"litellm_.+"}`),
      "a live router, through Prometheus",
    );
  }
}
