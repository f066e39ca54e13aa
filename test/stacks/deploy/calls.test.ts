import { parse } from "yaml";
import { catalogue, environmentIds, renderedOf } from "../../fixtures/catalogue";
import { planEnvironment } from "../../../stacks/deploy/plan";
import type { Workload } from "../../../stacks/deploy/workload";
import { imagesWithout } from "../support/samples";

const workloadsOf = (environment: string): Map<string, Workload> => {
  const view = catalogue().view(environment);
  const plan = planEnvironment({
    settings: { ports: {}, memory: {}, demo: environment === "local" },
    view,
    rendered: renderedOf(environment),
    images: imagesWithout(),
    demoFiles: () => ({ postgres: {}, redis: {} }),
  });
  return new Map(plan.parts.map(({ workload }) => [workload.name, workload]));
};

const read = (environment: string, file: string): unknown =>
  parse(renderedOf(environment).find(({ path }) => path === file)?.content ?? "", { version: "1.1" });
const unique = (addresses: readonly string[]): string[] => [...new Set(addresses)].sort();

/** The `host:port` to which a client of this URL connects. */
function addressOf(url: string): string {
  const { hostname, port, protocol } = new URL(url);
  return `${hostname}:${port === "" ? ({ "http:": "80", "https:": "443" }[protocol] ?? "unknown") : port}`;
}

/** All string values of the fields with this key, at any depth of an object. */
function valuesOf(value: unknown, key: string): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    name === key && typeof inner === "string" ? [inner] : valuesOf(inner, key),
  );
}

interface Group {
  readonly targets: readonly string[];
}
const targetsIn = (environment: string, wanted: (file: string) => boolean): string[] => {
  const folder = `exporters/rendered/${environment}/targets/`;
  return renderedOf(environment)
    .filter(({ path }) => path.startsWith(folder) && wanted(path.slice(folder.length)))
    .flatMap(({ path }) => (read(environment, path) as Group[]).flatMap(({ targets }) => targets));
};

/** The target files of the jobs that probe through blackbox_exporter. */
const probed = ["certificates.json", "probe.json", "probe-public.json"];

describe.each(environmentIds)("the connections that a program declares in %s are those in its rendered configuration", (environment) => {
  const workloads = workloadsOf(environment);
  const called = (name: string): string[] =>
    unique((workloads.get(name)?.calls ?? []).map(({ host, port }) => `${host ?? "anywhere"}:${port}`));
  const file = (area: string, name: string): unknown => read(environment, `${area}/rendered/${environment}/${name}`);

  test("Prometheus connects to its targets, the prober and Alertmanager", () => {
    const { alerting, scrape_configs } = file("exporters", "prometheus.yml") as {
      alerting: { alertmanagers: { static_configs: { targets: string[] }[] }[] };
      scrape_configs: {
        relabel_configs?: { target_label: string; replacement?: string }[];
        dns_sd_configs?: { names: string[]; port: number }[];
      }[];
    };
    const onNodes = scrape_configs.flatMap(({ dns_sd_configs = [] }) =>
      dns_sd_configs.flatMap(({ names, port }) => names.map((name) => `${name}:${port}`)),
    );
    const alertmanagers = alerting.alertmanagers.flatMap(({ static_configs }) => static_configs.flatMap(({ targets }) => targets));
    const probers = scrape_configs.flatMap(({ relabel_configs = [] }) =>
      relabel_configs.flatMap(({ target_label, replacement }) => (target_label === "__address__" && replacement ? [replacement] : [])),
    );
    expect(unique(probers)).toHaveLength(1);
    expect(called("prometheus")).toEqual(
      unique([...alertmanagers, ...probers, ...onNodes, ...targetsIn(environment, (name) => !probed.includes(name))]),
    );
  });

  test("blackbox_exporter connects to every probed host", () => {
    expect(called("blackbox-exporter")).toEqual(
      unique(
        targetsIn(environment, (name) => probed.includes(name)).map((target) => (target.includes("://") ? addressOf(target) : target)),
      ),
    );
  });

  test("Gatus connects to checked hosts, the programs that it queries and Alertmanager, and a status page to the hosts that it shows", () => {
    const gatusFiles = [...workloads.values()].filter(({ name }) => /^(gatus$|status-)/.test(name));
    expect(gatusFiles.length > 1).toBe(environment !== "production");
    for (const { name } of gatusFiles) {
      const config = file("exporters", name === "gatus" ? "gatus.yml" : `status-pages/${name.replace("status-", "")}.yml`);
      expect(called(name)).toEqual(unique(valuesOf(config, "url").map(addressOf)));
    }
  });

  test("Alertmanager connects to the mail server, vendors and Gatus, and to any host by HTTPS if an address is a secret", () => {
    const configuration = file("alert-rules", "alertmanager.yml") as { receivers: { pagerduty_configs?: { url?: string }[] }[] };
    const secret = ["api_url_file", "webhook_url_file", "url_file"].flatMap((key) => valuesOf(configuration.receivers, key));
    const pagerduty = configuration.receivers.flatMap(({ pagerduty_configs = [] }) => pagerduty_configs);
    const urls = valuesOf(configuration.receivers, "url").map(addressOf);
    expect(called("alertmanager")).toEqual(
      unique([
        ...valuesOf(configuration, "smtp_smarthost"),
        ...(secret.length > 0 ? ["anywhere:443"] : []),
        ...urls,
        ...(pagerduty.some(({ url }) => url === undefined) ? ["events.pagerduty.com:443"] : []),
      ]),
    );
  });

  test("Grafana connects to its data sources", () => {
    expect(called("grafana")).toEqual(
      unique(
        valuesOf((file("dashboards", "provisioning/datasources/datasources.yml") as { datasources: object[] }).datasources, "url")
          .filter((url) => url.startsWith("http"))
          .map(addressOf),
      ),
    );
  });

  test("the gateway connects to the two stores and Prometheus, and the stores open no connections", () => {
    const { exporters } = file("exporters", "otelcol.yml") as { exporters: Record<string, Readonly<Record<string, string>>> };
    const { "otlp_http/logs": logs, "otlp_grpc/traces": traces, "otlp_http/metrics": metrics } = exporters;
    expect(called("otelcol")).toEqual(
      unique([addressOf(logs?.["logs_endpoint"] ?? ""), traces?.["endpoint"] ?? "", addressOf(metrics?.["metrics_endpoint"] ?? "")]),
    );
    expect(called("tempo")).toEqual([]);
    expect(valuesOf(file("exporters", "loki.yml"), "url")).toEqual([]);
    expect(called("loki")).toEqual([]);
  });

  test("each exporter connects to the one server that it monitors", () => {
    const exporters = [...workloads.values()].filter(({ name }) => /^(postgres|redis)-exporter-/.test(name));
    expect(exporters.length).toBeGreaterThan(2);
    for (const { name, env, args } of exporters) {
      const address = env["DATA_SOURCE_URI"] ?? args.find((arg) => arg.startsWith("--redis.addr="))?.replace("--redis.addr=", "") ?? "";
      expect(called(name)).toEqual([/^(?:\w+:\/\/)?([^/?]+)/.exec(address)?.[1]]);
    }
  });

  test("the demo's programs connect to the addresses in their environment variables", () => {
    const demo = [...workloads.values()].filter(({ aliases }) => aliases.length > 0);
    expect(demo.length > 0).toBe(environment === "local");
    for (const { name, env } of demo) {
      const urls = Object.values(env).filter((value) => value.startsWith("http"));
      const hosts = ["DATABASE_HOST", "REDIS_HOST", "PRIMARY_HOST"].flatMap((key) => env[key] ?? []);
      expect(called(name).filter((address) => !hosts.some((host) => address.startsWith(`${host}:`)))).toEqual(unique(urls.map(addressOf)));
      expect(hosts.filter((host) => !called(name).some((address) => address.startsWith(`${host}:`)))).toEqual([]);
    }
  });

  test("every program declares the ports that other programs connect to", () => {
    const names = new Map(
      [...workloads.values()].flatMap((workload) => [workload.name, ...workload.aliases].map((name) => [name, workload])),
    );
    const wrong = [...workloads.values()].flatMap(({ name, calls }) =>
      calls.flatMap(({ host = "", port }) => {
        const peer = names.get(host);
        return peer === undefined || Object.values(peer.ports).includes(port) ? [] : [`${name} calls ${host}:${port}`];
      }),
    );
    expect(wrong).toEqual([]);
  });
});

test("applications may push logs and traces, and may push metrics or report jobs if they do so", () => {
  const workloads = workloadsOf("staging");
  const systems = ["gateways", "magazine", "replies", "studio", "trades"];
  const callers = (name: string) =>
    Object.fromEntries(Object.entries(workloads.get(name)?.callers ?? {}).map(([port, ids]) => [port, [...ids].sort()]));
  expect(callers("otelcol")).toEqual({ "otlp-grpc": systems, "otlp-http": systems });
  expect(callers("prometheus")).toEqual({ http: ["replies"] });
  expect(callers("gatus")).toEqual({ http: ["magazine", "studio"] });
  expect([...workloads.values()].filter(({ callers: own }) => Object.keys(own).length > 0)).toHaveLength(3);
});
