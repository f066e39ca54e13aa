import { blockMessages } from "../../alert-rules/packs/stack/alerts-log-names";
import { storeMessages } from "../../alert-rules/packs/stack/series-detail";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { viewOf, withLocalStores } from "../fixtures/catalogue";
import { storeLogin } from "../support/pipeline/accounts";
import { lineLosses, lossesOf, note } from "../support/pipeline/losses";
import { startPipeline, type Pipeline } from "../support/pipeline/pipeline";
import { pushLines } from "../support/pipeline/push";
import { storedLines, sumOf } from "../support/pipeline/stored";
import { text, until } from "../support/until";

const cleanup = new Cleanup();
let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await startPipeline({ cleanup, view: withLocalStores(viewOf("local")), traceStore: false });
}, 1_800_000);
afterAll(() => cleanup.run(), 60_000);

const bodiesOf = (lines: readonly { readonly body: string }[]): string[] => lines.map(({ body }) => body);

it("10,000 names of attributes with an ID lose no line, and secrets in such attributes are masked", async () => {
  const lines = Array.from({ length: 10_000 }, (_, index) => ({
    body: `named ${index}`,
    attributes: { [`user_${100_000 + index}`]: `value ${index}`, [`password_${100_000 + index}`]: "opensesame", plain: "kept" },
  }));
  for (let index = 0; index < lines.length; index += 1000)
    expect(await pushLines({ otlp: pipeline.otlp }, lines.slice(index, index + 1000))).toBe(200);
  const stored = await until("every line", async () => {
    const found = await storedLines(pipeline.logs, "_time:1h named");
    return found.length === lines.length ? found : undefined;
  });
  const losses = lossesOf(
    "10,000 names of attributes with an ID",
    bodiesOf(lines),
    stored.map(({ _msg = "" }) => _msg),
  );
  expect(note(losses)).toMatchObject({ lost: 0, twice: 0 });
  expect(new Set(stored.flatMap((line) => Object.keys(line))).size).toBeLessThan(30);
  const [line] = stored.filter(({ _msg }) => _msg === "named 7");
  expect(line).toMatchObject({ plain: "kept" });
  expect(JSON.parse(line?.["attributes_with_ids"] ?? "")).toMatchObject({ user_100007: "value 7" });
  expect(JSON.stringify(line)).not.toContain("opensesame");
}, 180_000);

it("records of one service with more names than VictoriaLogs stores are lost, and the counter of LogAttributesTooMany says so", async () => {
  const letters = (number: number): string =>
    Array.from({ length: 4 }, (_, place) => String.fromCharCode(97 + (Math.floor(number / 26 ** place) % 26))).join("");
  const lines = Array.from({ length: 6000 }, (_, index) => ({ body: `worded ${index}`, attributes: { [`name_${letters(index)}`]: "x" } }));
  const warnings = async (): Promise<number> => {
    const exposed = await text(pipeline.metrics.logs, storeLogin);
    const pattern = new RegExp(`location="${blockMessages.pattern}"`);
    const own = exposed.split("\n").filter((line) => pattern.test(line));
    return sumOf(own.join("\n"), storeMessages.text);
  };
  expect(await warnings()).toBe(0);
  for (let index = 0; index < lines.length; index += 1000)
    expect(await pushLines({ otlp: pipeline.otlp }, lines.slice(index, index + 1000))).toBe(200);
  await until("a warning", async () => ((await warnings()) > 0 ? true : undefined));
  const fault = "6,000 names of attributes without an ID";
  const losses = await lineLosses(pipeline.logs, { fault, name: "worded", acknowledged: bodiesOf(lines), seconds: 5 });
  expect(losses.lost).toBeGreaterThan(0);
}, 180_000);
