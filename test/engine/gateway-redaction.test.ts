import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { viewOf, withLocalStores } from "../fixtures/catalogue";
import { storeLogin } from "../support/pipeline/accounts";
import { sendRecords, sendSpans, type LogRecord, type Value } from "../support/pipeline/otlp";
import { startPipeline, type Pipeline } from "../support/pipeline/pipeline";
import { post, type From } from "../support/pipeline/post";
import { harmlessTexts, secretTexts } from "../support/pipeline/secret-texts";
import { storedLines, sumOf, type StoredLine } from "../support/pipeline/stored";
import { text, until } from "../support/until";

const cleanup = new Cleanup();
let pipeline: Pipeline;
let from: From;

beforeAll(async () => {
  pipeline = await startPipeline({ cleanup, view: withLocalStores(viewOf("local")) });
  from = { otlp: pipeline.otlp };
}, 1_800_000);
afterAll(() => cleanup.run(), 60_000);

/** Waits until at least `count` stored lines of a service match a query, and returns these lines. */
const stored = (service: string, count: number, query = ""): Promise<StoredLine[]> =>
  until(`${count} lines of ${service}`, async () => {
    const lines = await storedLines(pipeline.logs, `_time:1h {service="${service}"} ${query}`);
    return lines.length >= count ? lines : undefined;
  });

/** All names and values in a decoded response of a store, each on a line. */
const strings = (value: unknown): string =>
  typeof value === "object" && value !== null ? Object.entries(value).flat().map(strings).join("\n") : String(value);

/** Secrets that are too long to occur by chance. */
const secrets = secretTexts.map(({ secret }) => secret).filter((secret) => secret.length > 6);
const leaked = (content: string): string[] => secrets.filter((secret) => content.includes(secret));

/** The ways in which a log record can contain a text. */
const inRecord: Readonly<Record<string, (text: string) => LogRecord>> = {
  "the body": (text) => ({ body: text }),
  "the message of a body that is a map": (text) => ({ body: { msg: text, n: 1 } }),
  "a body that is a map without a message": (text) => ({ body: { event: { details: [text] } } }),
  "a body that is a list": (text) => ({ body: ["first", text] }),
  "an attribute": (text) => ({ body: "line", attributes: { note: text } }),
  "a list": (text) => ({ body: "line", attributes: { notes: ["first", text] } }),
  "a nested map": (text) => ({ body: "line", attributes: { user: { notes: [{ text }] } } }),
  "the name of an attribute in a map": (text) => ({ body: "line", attributes: { user: { [text]: "value" } } }),
};

it.each(Object.keys(inRecord))(
  "secrets are masked in log records, in %s",
  async (place) => {
    const before = sumOf(await text(pipeline.metrics.logCounters).catch(() => ""), "log_records_masked_total", 'service="orders"');
    const build = inRecord[place] ?? ((body: string): LogRecord => ({ body }));
    const records = secretTexts.map((one, index) => {
      const record = build(one.text);
      return { ...record, attributes: { ...record.attributes, place, index: String(index) } };
    });
    expect(await sendRecords(from, { service: "orders" }, records)).toBe(200);
    const lines = await stored("orders", secretTexts.length, `place:="${place}"`);
    expect(lines).toHaveLength(secretTexts.length);
    expect(lines.filter((line) => strings(line).includes(secretTexts[Number(line["index"])]?.secret ?? ""))).toEqual([]);
    expect(lines.filter((line) => line["masked"] !== "true")).toEqual([]);
    if (place === "the body") for (const line of lines) expect(line["_msg"]).toBe(secretTexts[Number(line["index"])]?.masked);
    if (place === "an attribute") for (const line of lines) expect(line["note"]).toBe(secretTexts[Number(line["index"])]?.masked);
    const counted = sumOf(await text(pipeline.metrics.logCounters), "log_records_masked_total", 'service="orders"', 'system="shop"');
    expect(counted - before).toBe(secretTexts.length);
  },
  60_000,
);

it("secrets are masked in resources and scopes", async () => {
  for (const { text: note } of secretTexts)
    for (const origin of [{ resource: { note } }, { scope: { name: "scope", attributes: { note } } }, { scope: { name: note } }])
      expect(await sendRecords(from, { service: "web", ...origin }, [{ body: "line" }])).toBe(200);
  const lines = await stored("web", secretTexts.length * 3);
  expect(leaked(strings(lines))).toEqual([]);
}, 60_000);

it("values of attributes with the name of a secret are masked, whatever their type", async () => {
  const attributes: Record<string, Value> = {
    password: "open sesame",
    "X-Api-Key": 471147114711,
    "http.request.header.authorization": ["open sesame"],
    cookies: { sid: "open sesame" },
    request: { headers: { "set-cookie": ["open sesame"] }, cvc: 4711 },
    card: 4111111111111111,
    "jane@example.com": "kept",
    count: 3,
  };
  expect(await sendRecords(from, { service: "patient" }, [{ body: 4111111111111111, attributes }])).toBe(200);
  const [line = {}] = await stored("patient", 1);
  expect(line).toMatchObject({
    password: "****",
    "X-Api-Key": "****",
    card: "****",
    "cookies.sid": "****",
    _msg: "****",
    "****": "kept",
    count: "3",
  });
  expect(strings(line)).not.toMatch(/sesame|4711|jane/);
}, 60_000);

it.each([
  ["with a number after it", { password_100007: "open sesame" }, { password_100007: "****" }],
  ["with the index of a list after it", { token: { "7": "open sesame" } }, { "token.7": "****" }],
  ["that is a map", { user: { password: { value: "open sesame" } } }, { "user.password.value": "****" }],
])(
  "the value of the only attribute with the name of a secret, %s, is masked",
  async (how, attributes: Record<string, Value>, masked) => {
    expect(await sendRecords(from, { service: "patient" }, [{ body: how, attributes: { ...attributes, plain: "kept" } }])).toBe(200);
    const [line = {}] = await stored("patient", 1, `"${how}"`);
    const ids: unknown = JSON.parse(line["attributes_with_ids"] ?? "{}");
    expect({ ...line, ...(ids as object) }).toMatchObject({ ...masked, plain: "kept", masked: "true" });
    expect(strings(line)).not.toContain("sesame");
  },
  60_000,
);

it("secrets beside a number that JSON cannot encode are masked, and such a number alone is no secret", async () => {
  const attributes = (note: string): object[] => [
    { key: "ratio", value: { doubleValue: "NaN" } },
    { key: "user", value: { kvlistValue: { values: [{ key: "password", value: { stringValue: note } }] } } },
  ];
  const record = (body: string, all: object[]): object => ({ severityNumber: 9, body: { stringValue: body }, attributes: all });
  const logRecords = [record("with a secret", attributes("open sesame")), record("without", attributes("").slice(0, 1))];
  const resource = { attributes: [{ key: "service.name", value: { stringValue: "tardy" } }] };
  expect(await post(from, "/v1/logs", JSON.stringify({ resourceLogs: [{ resource, scopeLogs: [{ logRecords }] }] }))).toBe(200);
  const lines = await stored("tardy", 2);
  expect(lines.find(({ _msg }) => _msg === "with a secret")).toMatchObject({ "user.password": "****", ratio: "NaN", masked: "true" });
  expect(lines.find(({ _msg }) => _msg === "without")).not.toHaveProperty("masked");
}, 60_000);

it("harmless texts stay as they are, and are not counted as masked", async () => {
  const records = harmlessTexts.map((body, index) => ({
    body,
    attributes: { note: body, nested: { list: [1, { a: "b" }] }, index: String(index) },
  }));
  expect(await sendRecords(from, { service: "hostile" }, records)).toBe(200);
  const lines = await stored("hostile", harmlessTexts.length);
  for (const line of lines) {
    const sent = harmlessTexts[Number(line["index"])] ?? "";
    expect(line["note"] ?? "").toBe(sent);
    if (sent.trim() !== "") expect(line["_msg"]).toBe(sent);
    expect(line).not.toHaveProperty("masked");
  }
  expect(await text(pipeline.metrics.logCounters)).not.toMatch(/^log_records_masked_total\{.*service="hostile"/m);
}, 60_000);

/** Functions that return the fields of a span that contains a text in one place, by the name of the place. */
const inSpan: Readonly<Record<string, (text: string) => object>> = {
  "the name": (name) => ({ name }),
  "the status": (status) => ({ status }),
  "an attribute": (note) => ({ attributes: { note } }),
  "a nested attribute": (note) => ({ attributes: { user: { notes: [note] } } }),
  "the name of an event": (name) => ({ event: { name, attributes: {} } }),
  "an attribute of an event": (note) => ({ event: { name: "exception", attributes: { note } } }),
};

it.each(Object.keys(inSpan))(
  "secrets are masked in spans and span metrics, in %s",
  async (place) => {
    const spans = secretTexts.map((one) => ({
      traceId: randomBytes(16).toString("hex"),
      name: "work",
      failed: true,
      ...inSpan[place]?.(one.text),
      one,
    }));
    expect(await sendSpans(from, { service: "sampled" }, spans)).toBe(200);
    for (const { traceId, one } of spans) {
      const trace = await until("the trace", async () => {
        const answer = await fetch(`${pipeline.traces}/api/traces/${traceId}`, storeLogin);
        const body: unknown = answer.ok ? await answer.json() : undefined;
        return body;
      });
      expect({ kind: one.kind, stored: strings(trace).includes(one.secret) }).toEqual({ kind: one.kind, stored: false });
      expect(strings(trace)).toContain("****");
    }
    const derived = await until("the span metrics", async () => {
      const found = await text(pipeline.metrics.derived);
      const named = place !== "the name" || found.includes('span_name="paid');
      return named && found.includes('service="sampled"') ? found : undefined;
    });
    expect(leaked(derived)).toEqual([]);
  },
  180_000,
);

/** The content of the gateway's queues on disk. */
async function queued(): Promise<Buffer> {
  const entries = await readdir(pipeline.folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(
    (entry) => entry.isFile() && entry.parentPath.includes(`${path.sep}gateway`) && entry.parentPath.includes("queue"),
  );
  return Buffer.concat(await Promise.all(files.map((file) => readFile(path.join(file.parentPath, file.name)))));
}

it("no secret is in the queues on disk, except in attributes of span links, which no processor of the Collector can change", async () => {
  await pipeline.stopStores();
  const link = "link of jane@example.com";
  const records = secretTexts.map((one) => ({ body: one.text, attributes: { note: one.text } }));
  const spans = secretTexts.map(({ text: note }) => ({
    traceId: randomBytes(16).toString("hex"),
    name: note,
    attributes: { note },
    link: { note: link },
  }));
  expect(await sendRecords(from, { service: "tardy" }, [...records, { body: "a harmless line" }])).toBe(200);
  expect(
    await sendSpans(from, { service: "tardy" }, [...spans, { traceId: randomBytes(16).toString("hex"), name: "a harmless span" }]),
  ).toBe(200);
  const content = await until("both queues", async () => {
    const found = await queued();
    return found.includes("a harmless line") && found.includes("a harmless span") ? found : undefined;
  });
  expect(secrets.filter((secret) => content.includes(secret))).toEqual([]);
  expect(content.includes(link)).toBe(true);
  await pipeline.startStores();
}, 120_000);
