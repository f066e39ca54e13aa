import { parse } from "yaml";
import { catalogue } from "../fixtures/catalogue";
import { renderProvisioning } from "../../dashboards/provisioning";
import { panelQueries } from "../../dashboards/queries";

interface Source {
  readonly uid: string;
  readonly type: string;
  readonly url: string;
  readonly jsonData: Readonly<Record<string, unknown>>;
}

const view = catalogue().view("local");
const files = renderProvisioning(view, "out");
const [sourcesFile, providersFile] = files;
const text = sourcesFile?.content ?? "";

/** The file's text as Grafana reads it. `$$` means `$`, and any other `$` starts an environment variable. */
const read = (content: string): unknown =>
  parse(content.replace(/\$(\$|\w+|\{[^}]*\})/g, (_all, name: string) => (name === "$" ? "$" : `<environment variable ${name}>`)));
const sources = (read(text) as { datasources: Source[] }).datasources;
const source = (uid: string): Source | undefined => sources.find((entry) => entry.uid === uid);

describe("provisioned data sources", () => {
  it("have exactly the uids that dashboards use", () => {
    const used = [...new Set(panelQueries(view).map(({ datasource }) => datasource))];
    expect(sources.map((entry) => entry.uid).sort()).toEqual([...used, "alertmanager"].sort());
    for (const uid of used) expect(source(uid)?.type).toBe(uid);
  });

  it("double the dollar sign of Grafana's variables, so that Grafana does not expand them in the file", () => {
    expect(JSON.stringify(sources)).not.toContain("environment variable");
    expect(JSON.stringify(sources)).toContain("${__value.raw}");
  });

  it("link an exemplar to its trace", () => {
    expect(source("prometheus")?.jsonData["exemplarTraceIdDestinations"]).toEqual([
      { name: "trace_id", datasourceUid: "tempo", urlDisplayLabel: "Open the trace" },
    ]);
  });

  it("link a log line to its trace by the trace id in the structured metadata that OTLP stores", () => {
    expect(source("loki")?.jsonData["derivedFields"]).toEqual([
      {
        name: "Trace",
        matcherType: "label",
        matcherRegex: "trace_id",
        url: "${__value.raw}",
        datasourceUid: "tempo",
        urlDisplayLabel: "Open the trace",
      },
    ]);
  });

  it("link a span to its trace's logs and its service's metrics", () => {
    const { tracesToLogsV2, tracesToMetrics, serviceMap, nodeGraph } = source("tempo")?.jsonData ?? {};
    expect(tracesToLogsV2).toMatchObject({ datasourceUid: "loki", query: '{${__tags}} | trace_id="${__trace.traceId}"' });
    expect(tracesToMetrics).toMatchObject({
      datasourceUid: "prometheus",
      tags: [
        { key: "service.namespace", value: "system" },
        { key: "service.name", value: "service" },
        { key: "deployment.environment.name", value: "environment" },
      ],
    });
    expect(serviceMap).toEqual({ datasourceUid: "prometheus" });
    expect(nodeGraph).toEqual({ enabled: true });
  });

  it("set the scrape interval, so that no rate window is too short", () => {
    expect(source("prometheus")?.jsonData["timeInterval"]).toBe("5s");
  });

  it("contain no secret and no address outside the monitoring stack", () => {
    for (const entry of sources) expect(entry.url).toMatch(/^http:\/\/(prometheus|loki|tempo|alertmanager):\d+$/);
    expect(text).not.toMatch(/secureJsonData|password|token/i);
  });
});

describe("provisioned dashboards", () => {
  it("come from one folder, cannot be edited in Grafana, and disappear when their file is removed", () => {
    const { providers } = read(providersFile?.content ?? "") as { providers: readonly object[] };
    expect(providers).toEqual([
      expect.objectContaining({
        type: "file",
        allowUiUpdates: false,
        disableDeletion: false,
        options: { path: "/etc/grafana/dashboards" },
      }),
    ]);
  });
});
