import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { PuppeteerNode } from "puppeteer-core";

/** The package is installed only in the viewer's folder. */
const puppeteer = createRequire(path.resolve(__dirname, "../../../../dashboards/viewer/package.json"))("puppeteer-core") as PuppeteerNode;

const { chromium, url } = JSON.parse(readFileSync(0, "utf8")) as { readonly chromium: string; readonly url: string };

/** Opens the page in Chromium, clicks its buttons as a user does, and leaves it. Prints the messages of the page's console. */
async function main(): Promise<void> {
  const browser = await puppeteer.launch({
    executablePath: chromium,
    // The OTLP proxy in the test has a self-signed certificate.
    args: ["--no-sandbox", "--ignore-certificate-errors", "--disable-dev-shm-usage"],
  });
  try {
    const page = await browser.newPage();
    const messages: string[] = [];
    page.on("console", (message) => messages.push(message.text()));
    await page.goto(url, { waitUntil: "load" });
    await new Promise((resolve) => setTimeout(resolve, 500));
    for (const button of ["#slow", "#broken"]) {
      await page.click(button);
      await new Promise((resolve) => setTimeout(resolve, 700));
    }
    await page.goto("about:blank");
    await new Promise((resolve) => setTimeout(resolve, 1000));
    process.stdout.write(JSON.stringify(messages));
  } finally {
    await browser.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
