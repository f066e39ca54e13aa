import { createServer } from "node:http";
import { preparePage } from "../../stacks/local/viewer/prepare";
import { ensureChromium } from "../../stacks/supply/chromium";
import { Progress } from "../../stacks/supply/progress";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { docBlock } from "../support/doc-blocks";
import { freePort, loopback } from "../support/free-port";
import { startOtlpProxy, type OtlpProxy } from "../support/pipeline/otlp-proxy";
import { browserToken, outsideSecret, outsideService, outsideSystem, outsideView } from "../support/pipeline/outside";
import { startPipeline, type Pipeline } from "../support/pipeline/pipeline";
import { storedLines } from "../support/pipeline/stored";
import { text, until } from "../support/until";
import { visitWithClicks } from "./viewer/telemetry-visit";

const cleanup = new Cleanup();
let pipeline: Pipeline;
let proxy: OtlpProxy;
let chromium: string;
let page: string;

const script = (): string =>
  docBlock("docs/telemetry-from-outside.md", "// telemetry.js")
    .replace("https://otlp.example.com", proxy.url)
    .replace("<browser token>", browserToken)
    .replace('service = "web"', `service = "${outsideService}"`);

/**
 * A page with the documented script. One button blocks for 300 ms, and a box moves the elements below the box. Another button throws an
 * error, rejects a promise, and reports an error in the code of a browser extension.
 */
const html = (): string => `<!doctype html><title>shop</title><body>
  <div id="moved"></div><h1>Orders</h1><button id="slow">slow</button><button id="broken">broken</button>
  <script type="module">${script()}</script>
  <script>
    slow.onclick = () => { const end = performance.now() + 300; while (performance.now() < end); };
    broken.onclick = () => {
      Promise.reject(new RangeError("stock is negative"));
      const error = Object.assign(new Error("foreign"), { stack: "at run (chrome-extension://abcdef/content.js:1:1)" });
      dispatchEvent(new ErrorEvent("error", { error, message: "foreign" }));
      throw new TypeError("cart is undefined");
    };
    setTimeout(() => (moved.style.height = "200px"), 100);
  </script>`;

beforeAll(async () => {
  await preparePage();
  chromium = await ensureChromium(new Progress());
  const port = await freePort();
  page = `http://${loopback}:${port}`;
  const view = outsideView([page]);
  pipeline = await startPipeline({ cleanup, view, secret: outsideSecret, traceStore: false });
  proxy = await startOtlpProxy(cleanup, view, pipeline.otlp, outsideSecret);
  const server = createServer((_, answer) => answer.setHeader("content-type", "text/html").end(html())).listen(port, loopback);
  cleanup.add(() => void server.close());
}, 1_800_000);
afterAll(() => cleanup.run(), 60_000);

it("the documented script sends the Web Vitals, errors and sessions of a real browser", async () => {
  expect(await visitWithClicks(chromium, page)).not.toContain("CORS");
  const labels = `service="${outsideService}",system="${outsideSystem}"`;
  const value = (exposed: string, name: string): number => {
    const line = exposed.split("\n").find((one) => one.startsWith(`${name}{`) && one.includes(labels));
    return Number(/\} (\S+)/.exec(line ?? "")?.[1]);
  };
  const exposed = await until("the metrics", async () => {
    const found = await text(pipeline.metrics.logCounters);
    return ["lcp_seconds_count", "inp_seconds_count", "cls_count"].every((name) => value(found, `browser_web_vital_${name}`) === 1)
      ? found
      : undefined;
  });
  expect(value(exposed, "browser_sessions_total")).toBe(1);
  expect(value(exposed, "browser_errors_total")).toBe(2);
  expect(value(exposed, "browser_page_views_total")).toBe(1);
  expect(value(exposed, "browser_page_views_failed_total")).toBe(1);
  expect(value(exposed, "browser_active_seconds_total")).toBeGreaterThan(1);
  expect(value(exposed, "browser_active_seconds_total")).toBeLessThan(30);
  expect(value(exposed, "browser_web_vital_inp_seconds_sum")).toBeGreaterThanOrEqual(0.3);
  expect(value(exposed, "browser_web_vital_inp_seconds_sum")).toBeLessThan(2);
  expect(value(exposed, "browser_web_vital_lcp_seconds_sum")).toBeGreaterThan(0);
  expect(value(exposed, "browser_web_vital_cls_sum")).toBeGreaterThan(0);
  expect(exposed).not.toMatch(new RegExp(`log_records_total\\{[^}]*${labels}`));

  const lines = await until("the records", async () => {
    const found = await storedLines(pipeline.logs, `_time:1h service:="${outsideService}"`);
    return found.length >= 8 ? found : undefined;
  });
  const errors = lines.filter(({ level }) => level === "error");
  expect(errors.map((error) => error["exception.type"]).sort()).toEqual(["RangeError", "TypeError"]);
  expect(errors.find((error) => error["exception.type"] === "TypeError")).toMatchObject({
    sent_by: "browser",
    "exception.type": "TypeError",
    "exception.message": expect.stringContaining("cart") as string,
  });
  expect(new Set(lines.map((line) => line["session.id"])).size).toBe(1);
}, 180_000);
