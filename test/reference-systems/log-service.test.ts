import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

interface Gateway {
  readonly exporters: Readonly<Record<string, { readonly endpoint?: string }>>;
  readonly processors: Readonly<Record<string, { readonly logs?: { readonly log_record: readonly string[] } }>>;
  readonly service: { readonly pipelines: Readonly<Record<string, { readonly processors?: string[]; readonly exporters: string[] }>> };
}

const rendered = path.join(__dirname, "../../exporters/rendered");
const gatewayOf = (environment: string): Gateway => parse(readFileSync(path.join(rendered, environment, "otelcol.yml"), "utf8")) as Gateway;

it("TJ-9: production sends the journal's logs, and no others, to Axiom", () => {
  const { exporters, processors, service } = gatewayOf("production");
  const toAxiom = Object.entries(exporters).filter(([, { endpoint }]) => endpoint === "https://api.axiom.co");
  expect(toAxiom.map(([name]) => name)).toEqual(["otlp_http/destination-axiom"]);
  const pipelines = Object.entries(service.pipelines).filter(([, pipeline]) => pipeline.exporters.includes("otlp_http/destination-axiom"));
  expect(pipelines.map(([name]) => name)).toEqual(["logs/destination-axiom"]);
  const [filter = ""] = pipelines[0]?.[1].processors ?? [];
  expect(processors[filter]?.logs?.log_record).toEqual(['resource.attributes["system"] != "trading-journal"']);
});

it("other environments send logs to no other service", () => {
  for (const environment of ["staging", "local", "local-lgtm"])
    expect(Object.keys(gatewayOf(environment).exporters).join()).not.toContain("destination");
});
