import path from "node:path";
import { ensureTools } from "../../../stacks/supply/ensure";
import { slothRulesForAll } from "../../field/faults/sloth";
import { pagesIn } from "../../field/pages";
import { renderedGroups } from "../../field/rules";
import { harmless } from "../../field/traces";
import type { Section } from "../section";

export const harmlessTraces: Section = {
  name: "harmless",
  title: "Pages in scenarios without a fault",
  about: `promtool runs ${harmless.length} scenarios of healthy systems: deployments, restarts, idle nights, low traffic, counter resets, failed scrapes, failovers and short failures. The table shows the scenarios in which a critical alert fires, with our rules and with the rules that sloth, a generator of rules for objectives, would write. The sloth rules have an objective of 99.9 % for each service that counts its requests in http_request_duration_seconds. Our rules also cover databases, queues, jobs and checks. A cell names the alerts that fire. The last row counts the scenarios in which an alert fires. Target: our rules page in no scenario.`,
  onlyWhenNamed: true,
  run: async ({ say }) => {
    const promtool = path.join((await ensureTools(["promtool"])).promtool, "promtool");
    say("running the scenarios with our rules");
    const ours = pagesIn(promtool, renderedGroups(), harmless);
    say("running the scenarios with the sloth rules");
    const sloth = pagesIn(promtool, slothRulesForAll.groups, harmless);
    const alertsIn = (pages: typeof ours, title: string): string => pages.find(({ trace }) => trace === title)?.alerts.join(", ") ?? "";
    const paging = harmless.map(({ title }) => title).filter((title) => [ours, sloth].some((pages) => alertsIn(pages, title) !== ""));
    return {
      head: ["scenario", "our pages", "sloth pages"],
      rows: [
        ...paging.map((title) => [title, alertsIn(ours, title), alertsIn(sloth, title)]),
        [`**all ${harmless.length} scenarios**`, String(ours.length), String(sloth.length)],
      ],
    };
  },
};
