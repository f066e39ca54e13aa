import type { Page } from "puppeteer-core";

/** What to do on the page: act as a user, read or mark elements, or wait. */
export type Action =
  /** Drags over a part of a panel's plot. `from` and `to` are shares of the plot's width. */
  | { readonly do: "drag"; readonly panel: number; readonly from: number; readonly to: number }
  /** Clicks the first element that matches. */
  | { readonly do: "click"; readonly selector: string }
  /** Clicks the first element that matches and has exactly this text. */
  | { readonly do: "click-text"; readonly selector: string; readonly text: string }
  /** Moves the mouse over a panel's plot and returns the text of the tooltip. `at` is a share of the plot's width. */
  | { readonly do: "hover"; readonly panel: number; readonly at: number }
  /** Returns the text of the first element that matches. */
  | { readonly do: "read"; readonly selector: string }
  /** Returns the tooltip text of the first element that matches. */
  | { readonly do: "title"; readonly selector: string }
  /** Marks all elements that match, to find out later whether they are still the same. */
  | { readonly do: "tag"; readonly selector: string }
  /** Returns the number of elements that match. */
  | { readonly do: "count"; readonly selector: string }
  /** Returns text and address of all links that match, as JSON. */
  | { readonly do: "links"; readonly selector: string }
  /** Replaces the text of a field and presses a key. */
  | { readonly do: "type"; readonly selector: string; readonly text: string; readonly key: string }
  | { readonly do: "press"; readonly key: string }
  | { readonly do: "wait"; readonly milliseconds: number };

async function plotOf(page: Page, panel: number): Promise<{ x: number; y: number; width: number; height: number }> {
  const plot = await page.$(`section[data-panel-id="${panel}"] .u-over`);
  const box = await plot?.boundingBox();
  if (box === undefined || box === null) throw new Error(`Panel ${panel} has no plot.`);
  return box;
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Performs one action. Returns what the action reads, or null if it reads nothing. Throws if the element or the plot is missing. */
export async function act(page: Page, action: Action): Promise<string | null> {
  switch (action.do) {
    case "drag": {
      const { x, y, width, height } = await plotOf(page, action.panel);
      await page.mouse.move(x + width * action.from, y + height / 2);
      await page.mouse.down();
      await page.mouse.move(x + width * ((action.from + action.to) / 2), y + height / 2, { steps: 4 });
      await page.mouse.move(x + width * action.to, y + height / 2, { steps: 4 });
      await page.mouse.up();
      await pause(300);
      return null;
    }
    case "click":
      await page.click(action.selector);
      await pause(300);
      return null;
    case "click-text": {
      const found = await page.$$(action.selector);
      for (const element of found) {
        const text = await element.evaluate((node) => node.textContent);
        if (text?.trim() !== action.text) continue;
        await element.click();
        await pause(300);
        return null;
      }
      throw new Error(`No ${action.selector} has the text ${action.text}.`);
    }
    case "hover": {
      const { x, y, width, height } = await plotOf(page, action.panel);
      await page.mouse.move(x + width * action.at - 5, y + height / 2);
      await page.mouse.move(x + width * action.at, y + height / 2, { steps: 4 });
      await pause(300);
      return page.evaluate(() => document.querySelector<HTMLElement>("#grafana-portal-container")?.innerText ?? "");
    }
    case "read":
      return page.$eval(action.selector, (node) => (node as HTMLElement).innerText);
    case "title":
      return page.$eval(action.selector, (node) => node.getAttribute("title"));
    case "tag":
      await page.$$eval(action.selector, (nodes) => nodes.forEach((node) => node.setAttribute("data-tag", "")));
      return null;
    case "count":
      return String((await page.$$(action.selector)).length);
    case "links":
      return JSON.stringify(
        await page.$$eval(action.selector, (nodes) => nodes.map((node) => [node.textContent, node.getAttribute("href")])),
      );
    case "type":
      await page.click(action.selector, { clickCount: 3 });
      await page.type(action.selector, action.text);
      await page.keyboard.press(action.key as "Enter");
      await pause(300);
      return null;
    case "press":
      await page.keyboard.press(action.key as "Tab");
      await pause(200);
      return null;
    case "wait":
      await pause(action.milliseconds);
      return null;
  }
}
