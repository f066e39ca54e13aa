import { http } from "../../dashboards/http";
import { panelNumber } from "../../dashboards/panel-numbers";
import { proofFacts } from "../../alert-rules/proofs/facts";
import { ruleGroups } from "../../alert-rules/rules";
import { interpolate, type Values } from "../../dashboards/viewer/model/interpolate";
import { builtIn } from "../../dashboards/viewer/model/prometheus";
import { addressOf } from "../../dashboards/viewer/model/request";
import { requestOf } from "../../dashboards/viewer/model/requests";
import { readUrl } from "../../dashboards/viewer/model/url";
import { dashboardJson } from "../../dashboards/panels/dashboard";
import { panelsOf } from "./support";

const facts = { ...proofFacts, stores: new Set(["loki", "tempo"] as const) };
const dashboard = http(
  facts,
  ruleGroups(facts).flatMap(({ alerts }) => alerts),
);
const links = panelsOf(dashboard).flatMap((panel) => panel.links ?? []);

/** A service whose name has characters that are special in JSON, URLs, regular expressions or query languages. */
const hostile = `a"b\\c'd&e=f#g%h?i+j k$l{m}\u00e9`;
const range = { from: 1_700_000_000_000, to: 1_700_003_600_000 };
const values: Values = {
  environment: { values: ["local"], multi: false },
  system: { values: ["demo"], multi: false },
  service: { values: [hostile], multi: false },
  ...builtIn(range, 15, 15),
};

interface Target {
  readonly datasource: { readonly type: string; readonly uid: string };
}
const { panels } = dashboardJson(dashboard) as {
  readonly panels: readonly { readonly id: number; readonly targets?: readonly Target[] }[];
};

describe("links of panels", () => {
  it("open existing panels, and keep the time range and a service with quotes, backslashes and other special characters", () => {
    expect(links.length).toBe(4);
    for (const { url } of links) {
      const [pathname = "", search = ""] = interpolate(url, values, "url").split(/(?=\?)/);
      const { uid, panel, time, variables } = readUrl(pathname, search);
      expect(uid).toBe("monitoring-http");
      expect(panels.map(({ id }) => id)).toContain(panel);
      expect(time).toEqual({ from: String(range.from), to: String(range.to) });
      expect(variables).toEqual({ environment: ["local"], system: ["demo"], service: [hostile] });
    }
  });

  it.each([
    ["http/log-all:142", "query", "service_name="],
    ["http/traces-failed:150", "q", "resource.service.name = "],
  ] as const)("open %s, whose query has the service's exact name", (id, parameter, before) => {
    const [target] = panels.find((panel) => panel.id === panelNumber(id))?.targets ?? [];
    if (target === undefined) throw new Error(`${id} has no query`);
    const request = requestOf(target, target.datasource, { values, range, step: 15, targets: 1 });
    const text = new URL(addressOf(request), "http://x").searchParams.get(parameter) ?? "";
    // The viewer escapes only backslashes, double quotes and line breaks, and does so as in JSON.
    const [quoted = ""] = /"(?:[^"\\]|\\.)*"/.exec(text.slice(text.indexOf(before) + before.length)) ?? [];
    expect(JSON.parse(quoted)).toBe(hostile);
  });
});
