import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Browser, Page, PuppeteerNode } from "puppeteer-core";
import { act, type Action } from "./actions";

/** The package is installed only in the viewer's folder, so that `npm ci` in the repository's root stays small. */
const puppeteer = createRequire(path.resolve(__dirname, "../../../../dashboards/viewer/package.json"))("puppeteer-core") as PuppeteerNode;

/** What to visit, as JSON on standard input. */
interface Orders {
  /** Path of Chromium. */
  readonly chromium: string;
  /** Address of the viewer. */
  readonly url: string;
  readonly visits: readonly Visit[];
}

interface Visit {
  /** Path and query of the page. */
  readonly path: string;
  readonly width?: number;
  /** Height of the window in pixels; default: 6000, enough for a whole dashboard at the default width. */
  readonly height?: number;
  /** File for a picture of the page; default: no picture. */
  readonly picture?: string;
  /** The connection of the first request whose address contains this text is reset. Default: no connection is reset. */
  readonly reset?: string;
  /** Largest height of the picture; default: the whole page. */
  readonly pictureHeight?: number;
  /** Time at which the page's clock starts, in milliseconds, so that "20 minutes ago" is the same in each visit; default: now. */
  readonly now?: number;
  /** What to do on the page after it has loaded (see `settled`). */
  readonly actions?: readonly Action[];
}

/**
 * Waits until each panel in the window has reported a state and no panel loads data, or until the page shows an error or a list. The
 * function that is passed to `waitForFunction` runs in the page. It contains no named function, because tsx would wrap a named function in
 * a helper that the page does not have.
 */
const settled = (page: Page): Promise<unknown> =>
  page.waitForFunction(
    () =>
      document.querySelector('.v-page-error, .v-list, .v-lists[data-ready="true"], [data-query-error]') !== null ||
      // Panels far below the window wait until the reader scrolls there.
      (document.querySelector('[data-panel-id]:not([data-state="waiting"])') !== null &&
        document.querySelector('[data-panel-id]:is([data-state="loading"], [data-busy="true"])') === null),
    { polling: 50 },
  );

/** Chromium closes all connections when the machine's network changes, for example when a test beside this one starts a container. */
const networkChanged = "net::ERR_NETWORK_CHANGED";

/** Resets the connection of the first request whose address contains the text. */
async function resetFirst(page: Page, text: string): Promise<void> {
  let done = false;
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const now = !done && request.url().includes(text);
    done ||= now;
    void (now ? request.abort("connectionreset") : request.continue());
  });
}

const panelsOn = (page: Page): Promise<unknown> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("section[data-panel-id]")].map((panel) => {
      const inner = panel.querySelector<HTMLElement>("[data-state]");
      return {
        id: Number(panel.dataset["panelId"]),
        title: panel.getAttribute("aria-label") ?? "",
        state: inner?.dataset["state"] ?? panel.dataset["state"] ?? "",
        reason: inner?.dataset["reason"] ?? panel.dataset["reason"] ?? null,
        text: panel.innerText,
        plots: panel.querySelectorAll("canvas").length,
        box: (({ x, y, width, height }) => ({ x, y, width, height }))(panel.getBoundingClientRect()),
      };
    }),
  );

async function visit(
  browser: Browser,
  url: string,
  { path: target, width = 1400, height = 6000, picture, pictureHeight = Infinity, reset, now, actions = [] }: Visit,
): Promise<unknown> {
  const page = await browser.newPage();
  // Pages load slowly on a busy machine. The visit measures how long the page takes, but no test asserts this time.
  page.setDefaultTimeout(80_000);
  const messages: string[] = [];
  const failed: string[] = [];
  let incomplete = false;
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type()) && !message.text().includes(networkChanged))
      messages.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => messages.push(`page error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`));
  page.on("requestfailed", (request) => {
    const error = request.failure()?.errorText ?? "";
    if (error === networkChanged && request.resourceType() !== "fetch") incomplete = true;
    // The page itself aborts queries when their inputs change.
    if (error !== "net::ERR_ABORTED" && error !== networkChanged) failed.push(`${request.url()}: ${error}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) failed.push(`${response.url()}: ${response.status()}`);
  });
  if (reset !== undefined) await resetFirst(page, reset);
  if (now !== undefined)
    await page.evaluateOnNewDocument((start: number) => {
      const real = Date.now.bind(Date);
      const began = real();
      Date.now = () => start + real() - began;
    }, now);
  await page.setViewport({ width, height });
  const began = performance.now();
  // The page itself retries queries, but not the document and its scripts.
  for (let attempts = 3; attempts > 0; attempts--) {
    incomplete = false;
    const error = await page.goto(`${url}${target}`, { waitUntil: "domcontentloaded" }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!incomplete && error === undefined) break;
    if (!incomplete || attempts === 1) throw error;
  }
  let late: string | undefined;
  await settled(page).catch((error: unknown) => (late = String(error)));
  const milliseconds = Math.round(performance.now() - began);
  const seen: unknown[] = [];
  for (const action of actions) {
    seen.push(await act(page, action));
    await settled(page).catch((error: unknown) => (late = String(error)));
  }
  if (picture !== undefined) {
    // The browser draws plots one animation frame after their data has arrived, and loads icons as separate files.
    await page.waitForNetworkIdle({ idleTime: 500 });
    const box = await page.evaluate(
      () => document.querySelector(".v-page")?.getBoundingClientRect().toJSON() as { height: number } | undefined,
    );
    const clip = { x: 0, y: 0, width, height: Math.ceil(Math.min(pictureHeight, await contentHeight(page, box?.height ?? height))) };
    await page.screenshot({ path: picture as `${string}.png`, clip, captureBeyondViewport: false });
  }
  const result = {
    path: target,
    milliseconds,
    late: late ?? null,
    panels: await panelsOn(page),
    messages,
    failed,
    seen,
    address: page.url().slice(url.length),
    theme: await page.evaluate(() => document.querySelector<HTMLElement>(".v-page")?.dataset["theme"] ?? ""),
    contentWidth: await page.evaluate(() => document.documentElement.scrollWidth),
  };
  await page.close();
  return result;
}

/** Height of what the page contains, without the empty part of the window below it. */
const contentHeight = (page: Page, whole: number): Promise<number> =>
  page.evaluate((limit) => {
    const footer = document.querySelector("footer");
    return footer === null ? limit : Math.min(limit, footer.getBoundingClientRect().bottom + 16);
  }, whole);

async function main(): Promise<void> {
  const orders = JSON.parse(readFileSync(0, "utf8")) as Orders;
  const browser = await puppeteer.launch({
    executablePath: orders.chromium,
    headless: true,
    // Chromium's sandbox does not work for root, and the browser opens only the project's pages.
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--force-color-profile=srgb", "--font-render-hinting=none", "--disable-gpu"],
    env: { ...process.env, TZ: "UTC" },
  });
  try {
    const results: unknown[] = [];
    for (const one of orders.visits) results.push(await visit(browser, orders.url, one));
    process.stdout.write(JSON.stringify(results));
  } finally {
    await browser.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
