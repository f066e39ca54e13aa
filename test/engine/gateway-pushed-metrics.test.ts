import { mkdirSync } from "node:fs";
import path from "node:path";
import { prometheusConfig } from "../../exporters/scrape/scrape";
import { query, type Sample } from "../../stacks/local/prometheus";
import { ensureTools } from "../../stacks/supply/ensure";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { folderOf } from "../exporters/contracts/recorder/harness/context";
import { viewOf, withLocalStores } from "../fixtures/catalogue";
import { authorization, senderSystem } from "../support/pipeline/accounts";
import { startPipeline } from "../support/pipeline/pipeline";
import { secretTexts } from "../support/pipeline/secret-texts";
import { startPrometheus } from "../support/prometheus-process";
import { until } from "../support/until";

const cleanup = new Cleanup();
let otlp: string;
let prometheus: string;

beforeAll(async () => {
  const view = withLocalStores(viewOf("local"));
  const pipeline = await startPipeline({ cleanup, view, traceStore: false });
  const { prometheus: tool } = await ensureTools(["prometheus"]);
  const folder = await folderOf(cleanup, {});
  mkdirSync(path.join(folder, "data"));
  const { otlp: settings, storage } = prometheusConfig(view) as { readonly otlp: object; readonly storage: object };
  const port = Number(new URL(pipeline.prometheus).port);
  const config = { otlp: settings, storage };
  const started = await startPrometheus(path.join(tool, "prometheus"), folder, port, config, ["--web.enable-otlp-receiver"]);
  cleanup.add(started.end);
  ({ otlp } = pipeline);
  prometheus = started.url;
}, 1_800_000);
afterAll(() => cleanup.run(), 60_000);

type Attributes = Readonly<Record<string, string>>;
const listed = (values: Attributes): object[] => Object.entries(values).map(([key, stringValue]) => ({ key, value: { stringValue } }));

/** Pushes a gauge with one data point for each set of attributes, and returns the stored series. */
async function stored(name: string, points: readonly Attributes[], resource: Attributes = {}): Promise<Sample[]> {
  const dataPoints = points.map((attributes, index) => ({
    attributes: listed({ ...attributes, index: String(index) }),
    timeUnixNano: `${Date.now()}000000`,
    asDouble: 1,
  }));
  const scopeMetrics = [{ metrics: [{ name, gauge: { dataPoints } }] }];
  const of = { attributes: listed({ "service.name": "patient", "service.instance.id": "a", ...resource }) };
  const answer = await fetch(`${otlp}/v1/metrics`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: authorization(senderSystem) },
    body: JSON.stringify({ resourceMetrics: [{ resource: of, scopeMetrics }] }),
  });
  expect(answer.status).toBe(200);
  return until(`the series of ${name}`, async () => {
    const found = await query(prometheus, name);
    return found?.length === points.length ? found : undefined;
  });
}

it("secrets are masked in the attributes of pushed metrics, and other attributes are unchanged", async () => {
  const found = await stored("app_secrets", [
    ...secretTexts.map(({ text }) => ({ note: text })),
    { note: "GET /orders", "user.password": "x" },
  ]);
  const labelsAt = (index: number) => found.find(({ labels }) => labels["index"] === String(index))?.labels ?? {};
  for (const [index, { masked }] of secretTexts.entries()) expect(labelsAt(index)["note"]).toBe(masked);
  expect(labelsAt(secretTexts.length)).toEqual({
    __name__: "app_secrets",
    environment: "local",
    index: String(secretTexts.length),
    instance: "a",
    instrumentation: "opentelemetry",
    job: "shop/patient",
    note: "GET /orders",
    service: "patient",
    system: senderSystem,
    user_password: "****",
  });
});

it("the attributes of a pushed metric are limited in number and length, and those that rules read are kept", async () => {
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`a${index}`, "x"]));
  const [series] = await stored("app_large", [{ ...many, note: "y".repeat(5000), "http.route": "/orders" }]);
  const labels = series?.labels ?? {};
  expect(labels).toMatchObject({ http_route: "/orders", service: "patient", system: senderSystem });
  expect(Object.keys(labels).filter((name) => /^(a\d+|index|note|http_route)$/.test(name))).toHaveLength(30);
  const [long] = await stored("app_long", [{ note: "y".repeat(5000) }]);
  expect(long?.labels["note"]).toHaveLength(1024);
});
