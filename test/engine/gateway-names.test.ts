import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { viewOf, withLocalStores } from "../fixtures/catalogue";
import { startPipeline, type Pipeline } from "../support/pipeline/pipeline";
import { pushLines } from "../support/pipeline/push";
import { storedLines } from "../support/pipeline/stored";
import { until } from "../support/until";

const cleanup = new Cleanup();
let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await startPipeline({ cleanup, view: withLocalStores(viewOf("local")), traceStore: false });
}, 1_800_000);
afterAll(() => cleanup.run(), 60_000);

it("10,000 names of attributes with an ID lose no line, and secrets in such attributes are masked", async () => {
  const lines = Array.from({ length: 10_000 }, (_, index) => ({
    body: `named ${index}`,
    attributes: { [`user_${100_000 + index}`]: `value ${index}`, [`user_${100_000 + index}.password`]: "opensesame", plain: "kept" },
  }));
  for (let index = 0; index < lines.length; index += 1000)
    expect(await pushLines({ otlp: pipeline.otlp }, lines.slice(index, index + 1000))).toBe(200);
  const stored = await until("every line", async () => {
    const found = await storedLines(pipeline.logs, "_time:1h named");
    return found.length === lines.length ? found : undefined;
  });
  expect(new Set(stored.map(({ _msg }) => _msg)).size).toBe(lines.length);
  expect(new Set(stored.flatMap((line) => Object.keys(line))).size).toBeLessThan(30);
  const [line] = stored.filter(({ _msg }) => _msg === "named 7");
  expect(line).toMatchObject({ plain: "kept" });
  expect(JSON.parse(line?.["attributes_with_ids"] ?? "")).toMatchObject({ user_100007: "value 7" });
  expect(JSON.stringify(line)).not.toContain("opensesame");
}, 180_000);
