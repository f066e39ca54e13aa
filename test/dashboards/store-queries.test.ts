import { parser as logql } from "@grafana/lezer-logql";
import { parser as traceql } from "@grafana/lezer-traceql";
import { parse } from "yaml";
import { stepText } from "../../alert-rules/first-command";
import { proofFacts } from "../../alert-rules/proofs/facts";
import { ruleGroups } from "../../alert-rules/rules";
import { dashboardsFor } from "../../dashboards";
import { renderProvisioning } from "../../dashboards/provisioning";
import { queriesOf, resolve } from "../../dashboards/queries";
import { catalogue } from "../fixtures/catalogue";

// The project has Loki and Tempo only as images. This test runs without images, so it only parses the queries, with Grafana's grammars.

/** The part of a parser that the test needs. */
interface Grammar {
  readonly parse: (query: string) => {
    readonly iterate: (spec: { enter: (node: { readonly from: number; readonly type: { readonly isError: boolean } }) => void }) => void;
  };
}

/** The positions at which a query does not follow the grammar. Empty for a correct query. */
function mistakes(parser: Grammar, query: string): number[] {
  const found: number[] = [];
  parser.parse(query).iterate({
    enter: (node) => {
      if (node.type.isError) found.push(node.from);
    },
  });
  return found;
}

const values = { system: "shop", environment: "staging", service: "web" };
const panels = queriesOf(dashboardsFor({ ...proofFacts, stores: new Set(["loki", "tempo"]) }));
const ofPanels = (datasource: string): string[] =>
  panels.filter((query) => query.datasource === datasource).map(({ expr }) => resolve(expr, values));

/** The query by which Grafana finds the lines of a trace, with Grafana's variables replaced. */
function linesOfTrace(): string[] {
  const files = renderProvisioning({ ...catalogue().view("staging") }, "out").map(({ content }) => content);
  const sources = files.flatMap(
    (content) =>
      (parse(content) as { datasources?: { jsonData?: { tracesToLogsV2?: { query?: string } } }[] }).datasources?.map(
        ({ jsonData }) => jsonData?.tracesToLogsV2?.query,
      ) ?? [],
  );
  return sources
    .filter((query) => query !== undefined)
    .map((query) =>
      query
        .replaceAll("$$", "$")
        .replace("${__tags}", 'service_name="web"')
        .replace("${__trace.traceId}", "0af7651916cd43dd8448eb211c80319c"),
    );
}

/** Queries in LogQL that the steps of alerts contain. */
const ofSteps = ruleGroups(proofFacts).flatMap(({ alerts }) =>
  alerts.flatMap(({ firstSteps }) =>
    firstSteps.flatMap((step) =>
      [...stepText(step).matchAll(/`([^`]*\{service_(?:name|namespace)[^`]*)`/g)].map(([, query = ""]) => query),
    ),
  ),
);

it("every query in LogQL, of panels, links and steps of alerts, follows Grafana's grammar", () => {
  expect(ofPanels("loki").length).toBeGreaterThanOrEqual(6);
  expect(linesOfTrace()).toHaveLength(1);
  expect(ofSteps.length).toBeGreaterThanOrEqual(1);
  const wrong = [...ofPanels("loki"), ...linesOfTrace(), ...ofSteps].filter((query) => mistakes(logql, query).length > 0);
  expect(wrong).toEqual([]);
});

it("every query in TraceQL follows Grafana's grammar", () => {
  expect(ofPanels("tempo").length).toBeGreaterThanOrEqual(4);
  expect(ofPanels("tempo").filter((query) => mistakes(traceql, query).length > 0)).toEqual([]);
});

it.each([
  [logql, '{service_name="web"} | detected_level=~"error'],
  [logql, "sum by (level) (count_over_time({a=1} [5m]))"],
  [logql, '{service_name="web"} || json'],
  [traceql, "{ resource.service.name = }"],
  [traceql, "{ duration >> 500ms }"],
  [traceql, '{ resource.service.name = "web" && }'],
])("a query that does not follow the grammar is noticed", (parser, query) => {
  expect(mistakes(parser, query)).not.toEqual([]);
});
