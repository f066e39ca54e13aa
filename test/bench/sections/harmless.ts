import path from "node:path";
import { ensureTools } from "../../../stacks/supply/ensure";
import { slothRulesForAll } from "../../field/faults/sloth";
import { pagesIn } from "../../field/pages";
import { renderedGroups } from "../../field/rules";
import { harmless } from "../../field/traces";
import type { Section } from "../section";

export const harmlessTraces: Section = {
  name: "harmless",
  title: "Pages in harmless traces",
  about: `promtool runs ${harmless.length} traces of healthy systems: deployments, restarts, idle nights, low traffic, counter resets, failed scrapes, failovers and short failures. The table shows the traces in which a critical alert fires, with our rules and with rules as sloth, a generator of rules for objectives, writes them. The rules of sloth have an objective of 99.9 % for each service that counts its requests in http_request_duration_seconds. Our rules also cover databases, queues, jobs and checks. Target: our rules page in no trace.`,
  onlyWhenNamed: true,
  run: async ({ say }) => {
    const promtool = path.join((await ensureTools(["promtool"])).promtool, "promtool");
    say("running the traces with our rules");
    const ours = pagesIn(promtool, renderedGroups(), harmless);
    say("running the traces with the sloth rules");
    const sloth = pagesIn(promtool, slothRulesForAll.groups, harmless);
    const alertsIn = (pages: typeof ours, title: string): string => pages.find(({ trace }) => trace === title)?.alerts.join(", ") ?? "";
    const paging = harmless.map(({ title }) => title).filter((title) => [ours, sloth].some((pages) => alertsIn(pages, title) !== ""));
    return {
      head: ["trace", "our pages", "sloth pages"],
      rows: [
        ...paging.map((title) => [title, alertsIn(ours, title), alertsIn(sloth, title)]),
        [`**all ${harmless.length} traces**`, String(ours.length), String(sloth.length)],
      ],
    };
  },
};
