import { startBetterStack } from "../stacks/vendors/provider/fakes/betterstack";
import { canary, tokens } from "./vendors/fakes";
import { Project } from "./vendors/project";
import type { WantedPages } from "./vendors/wanted";
import { minutes } from "./vendors/with-project";
import { succeeded } from "./succeeded";

type Checks = WantedPages["checks"];

const accounts = { name: "accounts", group: "Accounts" };
const checkout = { name: "checkout", group: "Checkout" };
const site = { name: "site", group: "Site" };

/**
 * Runs `pulumi up` with each list of checks. Returns the sections of the status page after each run, in order, each with its ID and lines,
 * and the monitors after the last run.
 */
async function pagesAfter(...all: readonly Checks[]) {
  const vendor = await startBetterStack({ token: canary, plan: { statusPages: 2, monitors: 50, leastInterval: 30 }, policies: ["shop"] });
  const project = new Project<WantedPages>({ baseUrl: vendor.baseUrl, checks: [] }, "pages-program");
  const shown = () =>
    [...vendor.objects.sections]
      .sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
      .map(({ id, name }) => ({
        id,
        name: String(name),
        lines: vendor.objects.resources.filter((line) => line.status_page_section_id === Number(id)).map((line) => line.public_name),
      }));
  try {
    await project.init();
    project.tokens(tokens);
    const pages: ReturnType<typeof shown>[] = [];
    for (const checks of all) {
      project.wanted = { ...project.wanted, checks };
      succeeded(await project.up());
      pages.push(shown());
    }
    const monitors = vendor.objects.monitors.map(({ id, pronounceable_name }) => `${id} ${String(pronounceable_name)}`);
    return { pages, monitors };
  } finally {
    project.remove();
    await vendor.stop();
  }
}

describe("a status page at Better Stack, with the real CLI", () => {
  test(
    "a section that sorts first is added: the others keep their ids and lines",
    async () => {
      const after = [accounts, checkout, site];
      const { pages } = await pagesAfter([checkout, site], after, after);
      const [before = [], added = [], again = []] = pages;
      expect(added.map(({ name, lines }) => [name, lines])).toEqual([
        ["Accounts", ["web accounts"]],
        ["Checkout", ["web checkout"]],
        ["Site", ["web site"]],
      ]);
      expect(added.slice(1)).toEqual(before);
      expect(again).toEqual(added);
    },
    minutes(5),
  );

  test(
    "the first section is removed: it disappears from the page, the others stay, and the monitor keeps its history",
    async () => {
      const { pages, monitors } = await pagesAfter([accounts, checkout, site], [checkout, site], [checkout, site]);
      const [before = [], removed = [], again = []] = pages;
      expect(removed).toEqual(before.slice(1));
      expect(again).toEqual(removed);
      expect(monitors).toHaveLength(3);
    },
    minutes(5),
  );

  test(
    "a check is renamed with renamedFrom: its monitor and its line keep their ids",
    async () => {
      const renamed = [{ ...checkout, name: "basket", renamedFrom: "checkout" }, site];
      const { pages, monitors } = await pagesAfter([checkout, site], renamed);
      const [before = [], after = []] = pages;
      expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
      expect(after.map(({ lines }) => lines)).toEqual([["web basket"], ["web site"]]);
      expect(monitors.map((line) => line.replace(/^\d+ /, "")).sort()).toEqual([
        "shop/web basket (production)",
        "shop/web site (production)",
      ]);
    },
    minutes(5),
  );
});
