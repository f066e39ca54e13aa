import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { panelQueries } from "../../dashboards/queries";
import { catalogue } from "../../exporters/model/user-catalogue";
import { grafanaAdminSecret } from "../../exporters/programs/grafana";
import { docker } from "../../stacks/local/docker";
import type { Programs } from "../../stacks/local/programs";
import { describeWithImages } from "../support/not-run/describe";
import { root } from "./command";
import { text } from "../support/until";
import { downStack, localSecret, upStack } from "./lgtm/stack";
import { eventually, json } from "./lgtm/ask";
import { execute } from "./panels";

const stack = "local-lgtm";
const minutes = (count: number): number => count * 60_000;
const rendered = path.join(root, "dashboards/rendered", stack);

/** One path of each data source's API. The test requests the path through Grafana. */
const storePaths: Readonly<Record<string, string>> = {
  prometheus: "api/v1/query?query=1",
  loki: "loki/api/v1/labels",
  tempo: "api/search/tags",
  alertmanager: "api/v2/status",
};

interface Streams {
  readonly data: { readonly result: readonly { readonly stream: Readonly<Record<string, string>> }[] };
}
interface Trace {
  readonly batches: readonly { readonly scopeSpans: readonly { readonly spans: readonly unknown[] }[] }[];
}

/** Seconds of a duration as Go programs print it, such as `2d` or `48h0m0s`. */
const secondsIn = (duration: string): number =>
  [...duration.matchAll(/(\d+)([dhms])/g)].reduce(
    (sum, [, count, unit = ""]) => sum + Number(count) * ({ d: 86_400, h: 3600, m: 60 }[unit] ?? 1),
    0,
  );

describeWithImages(["loki", "tempo", "grafana"], "the stack local-lgtm", () => {
  let programs: Programs;
  let grafana: (path: string) => Promise<unknown>;

  beforeAll(async () => {
    programs = await upStack(stack);
    const login = Buffer.from(`admin:${localSecret(grafanaAdminSecret)}`).toString("base64");
    grafana = (asked) => json(`${programs.needed("grafana")}/api/${asked}`, { authorization: `Basic ${login}` });
  }, minutes(60));

  it(
    "stores a request's log line with its trace id in Loki, and the trace in Tempo",
    async () => {
      const answer = await fetch(`${programs.needed("orders")}/orders`, { headers: { "x-tenant": "acme" } });
      expect(answer.status).toBe(200);
      const requestId = answer.headers.get("x-request-id") ?? "";
      expect(requestId).not.toBe("");
      const query = `{service_namespace="demo", service_name="orders"} | request_id=\`${requestId}\``;
      const line = await eventually("the line", async () => {
        const url = `${programs.needed("loki")}/loki/api/v1/query_range?since=10m&query=${encodeURIComponent(query)}`;
        return ((await json(url)) as Streams).data.result[0]?.stream;
      });
      expect(line).toMatchObject({ deployment_environment_name: stack, request_id: requestId });
      expect(line["trace_id"]).toMatch(/^[0-9a-f]{32}$/);
      // Tempo returns 404 until the trace has arrived.
      const trace = await eventually("the trace", () =>
        json(`${programs.needed("tempo")}/api/traces/${line["trace_id"] ?? ""}`).catch(() => undefined),
      );
      const spans = (trace as Trace).batches.flatMap(({ scopeSpans }) => scopeSpans).flatMap((scope) => scope.spans);
      expect(spans.length).toBeGreaterThan(1);
    },
    minutes(4),
  );

  it("Loki and Tempo accept their rendered configuration and run with the retention of the catalogue", async () => {
    const { retention } = catalogue().view(stack).environment;
    const configOf = async (program: "loki" | "tempo", at: string): Promise<unknown> =>
      parse(await text(`${programs.needed(program)}/${at}`));
    const loki = (await configOf("loki", "config")) as {
      limits_config: { retention_period: string };
      compactor: { retention_enabled: boolean };
    };
    expect(loki.compactor.retention_enabled).toBe(true);
    expect(secondsIn(loki.limits_config.retention_period)).toBe(retention.logs);
    const tempo = (await configOf("tempo", "status/config")) as { compactor: { compaction: { block_retention: string } } };
    expect(secondsIn(tempo.compactor.compaction.block_retention)).toBe(retention.traces);
  });

  it("Grafana has every rendered dashboard, with all of its panels", async () => {
    const folder = path.join(rendered, "dashboards");
    const wanted = readdirSync(folder)
      .map((file) => JSON.parse(readFileSync(path.join(folder, file), "utf8")) as { uid: string; panels: unknown[] })
      .sort((a, b) => (a.uid < b.uid ? -1 : 1));
    expect(wanted.length).toBeGreaterThan(0);
    const found = (await grafana("search?type=dash-db&limit=5000")) as { uid: string }[];
    expect(found.map(({ uid }) => uid).sort()).toEqual(wanted.map(({ uid }) => uid));
    for (const { uid, panels } of wanted) {
      const loaded = (await grafana(`dashboards/uid/${uid}`)) as { meta: { provisioned: boolean }; dashboard: { panels: unknown[] } };
      expect({ uid, provisioned: loaded.meta.provisioned, panels: loaded.dashboard.panels.length }).toEqual({
        uid,
        provisioned: true,
        panels: panels.length,
      });
    }
  });

  it("Grafana reaches every data source", async () => {
    const file = readFileSync(path.join(rendered, "provisioning/datasources/datasources.yml"), "utf8");
    const wanted = (parse(file) as { datasources: { uid: string }[] }).datasources.map(({ uid }) => uid).sort();
    const found = ((await grafana("datasources")) as { uid: string }[]).map(({ uid }) => uid).sort();
    expect(found).toEqual(wanted);
    expect(wanted).toEqual(Object.keys(storePaths).sort());
    for (const uid of wanted) await grafana(`datasources/proxy/uid/${uid}/${storePaths[uid] ?? ""}`);
  });

  it(
    "shows data in every panel, by its own query against the live stores",
    async () => {
      const stores = { prometheus: programs.needed("prometheus"), loki: programs.needed("loki"), tempo: programs.needed("tempo") };
      const queries = panelQueries(catalogue().view(stack));
      expect(new Set(queries.map(({ datasource }) => datasource))).toEqual(new Set(["prometheus", "loki", "tempo"]));
      let missing: readonly string[] = [];
      // After the start, it takes some time until five-minute windows have data and traces of complete orders are stored.
      for (const deadline = Date.now() + minutes(6); ;) {
        const answers = await Promise.all(queries.map((query) => execute(query, stores, stack)));
        expect(answers.filter(({ error }) => error !== undefined)).toEqual([]);
        missing = answers.filter(({ rows, mayBeEmpty }) => rows === 0 && !mayBeEmpty).map(({ query }) => query);
        if (missing.length === 0 || Date.now() > deadline) break;
        await new Promise((resolve) => setTimeout(resolve, 10_000));
      }
      expect(missing).toEqual([]);
    },
    minutes(8),
  );

  afterAll(async () => {
    await downStack(stack);
    for (const what of [
      ["ps", "--all"],
      ["volume", "ls"],
      ["network", "ls"],
    ])
      expect(await docker(...what, "--quiet", "--filter", `label=monitoring.stack=${stack}`)).toBe("");
  }, minutes(5));
});
