import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { operatorObjects } from "../../alert-rules/operator";
import { utcIntervalsOf } from "../../alert-rules/routes/utc-intervals";
import { offsetsOf } from "../../exporters/model/time-zone";
import { catalogue, environmentIds } from "../fixtures/catalogue";
import type { View } from "../../exporters/model/catalogue";
import { secretFilesNamedIn } from "../../exporters/programs/alertmanager";
import type { OperatorObject } from "../../exporters/scrape/operator";
import { discoveryJobs } from "../../exporters/scrape/discovery";
import { artefactsOf } from "../../stacks/artefacts/artefacts";
import { run } from "../../stacks/supply/command";
import { describeWith } from "../support/tools";

const place = { namespace: "observability", operator: "operator" };

interface Alerting {
  readonly alert?: string;
  readonly labels: Readonly<Record<string, string>>;
}

interface Spec {
  readonly [key: string]: unknown;
}
const environments = environmentIds.map((id) => {
  const view = catalogue().view(id);
  const files = artefactsOf(view);
  return { id, view, files, objects: operatorObjects(view, files, place) };
});
const of = (objects: readonly OperatorObject[], kind: OperatorObject["kind"]): (OperatorObject & { spec: Spec })[] =>
  objects.filter((object) => object.kind === kind) as (OperatorObject & { spec: Spec })[];
const one = (objects: readonly OperatorObject[], kind: OperatorObject["kind"], name: string): Spec => {
  const found = of(objects, kind).find(({ metadata }) => metadata.name === name);
  if (found === undefined) throw new Error(`no ${kind} ${name}`);
  return found.spec;
};

describeWith("promtool", "alerts of the Prometheus Operator", (promtool) => {
  it("keep their own label namespace as exported_namespace, so containers in two namespaces have separate alerts", async () => {
    const [{ objects }] = environments.filter(({ id }) => id === "production") as [(typeof environments)[number]];
    const groups = of(objects, "PrometheusRule").flatMap(({ spec }) => spec["groups"] as { rules: Alerting[] }[]);
    const found = groups.flatMap(({ rules }) => rules).find(({ alert }) => alert !== undefined);
    const folder = mkdtempSync(path.join(tmpdir(), "monitoring-operator-"));
    try {
      // Use only the labels that contain the namespace, because the alerts of `blue` and `green` differ only in their namespace.
      const { namespace, exported_namespace } = found?.labels ?? {};
      const rule = { alert: "ContainerOomKilled", expr: "killed > 0", labels: { namespace, exported_namespace } };
      writeFileSync(path.join(folder, "rules.yml"), JSON.stringify({ groups: [{ name: "operator", rules: [rule] }] }));
      const exp_alerts = ["blue", "green"].map((name) => ({
        exp_labels: { namespace: place.namespace, exported_namespace: name, container: "api" },
      }));
      const series = ["blue", "green"].map((name) => ({ series: `killed{namespace="${name}",container="api"}`, values: "1 1" }));
      const tests = [{ input_series: series, alert_rule_test: [{ eval_time: "1m", alertname: "ContainerOomKilled", exp_alerts }] }];
      writeFileSync(path.join(folder, "test.yml"), JSON.stringify({ rule_files: ["rules.yml"], tests }));
      await run(promtool, ["test", "rules", path.join(folder, "test.yml")]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe.each(environments)("Prometheus Operator objects in $id", ({ view, files, objects }) => {
  const file = (ending: string): string => files.find(({ path }) => path.endsWith(ending))?.content ?? "";

  it("have unique names", () => {
    const names = objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => (name.split("/")[1] ?? "").length > 63)).toEqual([]);
  });

  it("contain every rule of the rendered files unchanged and in order, and label alerts with the namespace of their routes", () => {
    const rendered = files
      .filter(({ path }) => path.endsWith(".rules.yml"))
      .map(({ content }) => parse(content, { version: "1.1" }) as { groups: object[] });
    interface Rule {
      alert?: string;
      labels?: Record<string, string>;
    }
    const namespaces: string[] = [];
    const asRendered = (rule: Rule): Rule => {
      if (rule.alert === undefined) return rule;
      const { namespace, exported_namespace: own, ...labels } = rule.labels ?? {};
      namespaces.push(`${namespace ?? ""} ${own ?? ""}`);
      return { ...rule, labels };
    };
    const rules = of(objects, "PrometheusRule").map(({ spec }) => ({
      groups: (spec["groups"] as { name: string; rules: Rule[] }[]).map(({ name, rules }) => ({ name, rules: rules.map(asRendered) })),
    }));
    expect([...new Set(namespaces)]).toEqual([`${place.namespace} {{ $labels.namespace }}`]);
    expect(rules.length).toBeGreaterThan(5);
    expect(JSON.stringify(rules)).toBe(JSON.stringify(rendered));
  });

  it("scrape every target of the target files, with the same labels, job and instance", () => {
    const jobs = files.filter(({ path }) => path.includes("/targets/") && !/(certificates|probe|probe-public|stack)\.json$/.test(path));
    const wanted = jobs.flatMap(({ path, content }) =>
      (JSON.parse(content) as { targets: [string]; labels: object }[]).map(({ targets: [instance], labels }) => ({
        job: /([^/]+)\.json$/.exec(path)?.[1],
        labels: { ...labels, instance },
      })),
    );
    const scraped = of(objects, "ScrapeConfig").flatMap(({ spec }) =>
      ((spec["staticConfigs"] ?? []) as { labels: object }[]).map(({ labels }) => ({ job: spec["jobName"], labels })),
    );
    expect(scraped).toEqual(wanted);
  });

  it("address programs of the monitoring stack by names that resolve from another namespace", () => {
    const addresses = of(objects, "ScrapeConfig").flatMap(({ spec }) =>
      ((spec["staticConfigs"] ?? []) as { targets: string[] }[]).flatMap(({ targets }) => targets),
    );
    expect(addresses.filter((address) => !(address.split(":")[0] ?? "").includes("."))).toEqual([]);
    expect(
      of(objects, "Probe").every(({ spec }) => (spec["prober"] as { url: string }).url === "blackbox-exporter.observability.svc:9115"),
    ).toBe(true);
  });

  it("discover targets with the same relabelling steps as the discovery file", () => {
    const snake = (text: string): string => text.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const steps = (relabelings: unknown): object[] =>
      (relabelings as object[]).map((step) =>
        Object.fromEntries(Object.entries(step).map(([key, value]) => [snake(key), value as unknown])),
      );
    const found = of(objects, "ScrapeConfig").filter(({ spec }) => "kubernetesSDConfigs" in spec);
    expect(found.map(({ spec }) => [spec["jobName"], steps(spec["relabelings"]), steps(spec["metricRelabelings"])])).toEqual(
      discoveryJobs(view).map((job) => [job.job_name, job.relabel_configs, job.metric_relabel_configs]),
    );
  });

  it("probe every target of the files of checks and certificates", () => {
    const wanted = ["probe", "probe-public", "certificates"].flatMap((job) =>
      (JSON.parse(file(`/targets/${job}.json`) || "[]") as { targets: [string]; labels: Record<string, string> }[]).map(
        ({ targets, labels: { __param_module: module, ...labels } }) => ({ targets, module, labels, job }),
      ),
    );
    const probed = of(objects, "Probe").map(({ spec }) => {
      const { staticConfig } = spec["targets"] as { staticConfig: { static: string[]; labels: object } };
      return { targets: staticConfig.static, module: spec["module"], labels: staticConfig.labels, job: spec["jobName"] };
    });
    expect(probed).toEqual(wanted);
  });

  it("monitor the stack's programs, but the Operator's Prometheus and Alertmanager in place of the stack's own", () => {
    const seen = of(objects, "ServiceMonitor").map(({ spec }) => [
      (spec["namespaceSelector"] as { matchNames: string[] }).matchNames[0],
      Object.entries((spec["selector"] as { matchLabels: object }).matchLabels)[0]?.join("="),
      (spec["endpoints"] as { port: string }[])[0]?.port,
    ]);
    expect(seen).toEqual([
      ["operator", "operated-prometheus=true", "web"],
      ["operator", "operated-alertmanager=true", "web"],
      ["observability", "app.kubernetes.io/name=grafana", "http"],
      ["observability", "app.kubernetes.io/name=otelcol", "metrics"],
      ...(view.environment.logAgent === undefined ? [] : [["observability-nodes", "app.kubernetes.io/name=log-agent", "metrics"]]),
      ["observability", "app.kubernetes.io/name=loki", "http"],
      ["observability", "app.kubernetes.io/name=tempo", "http"],
      ["observability", "app.kubernetes.io/name=blackbox-exporter", "http"],
      ...(view.environment.hostMetrics === undefined ? [] : [["observability-nodes", "app.kubernetes.io/name=node-exporter", "http"]]),
      ["observability", "app.kubernetes.io/name=gatus", "http"],
      ...(view.environment.hostMetrics === undefined
        ? []
        : Array.from({ length: 2 }, () => ["kube-system", "app.kubernetes.io/name=kubelet", "https-metrics"])),
    ]);
    const [{ relabelings = [] } = {}] = one(objects, "ServiceMonitor", "monitoring-stack-loki")["endpoints"] as {
      relabelings?: object[];
    }[];
    expect(relabelings).toEqual([
      { regex: "namespace|pod|container|endpoint", action: "labeldrop" },
      { targetLabel: "job", replacement: "stack" },
      { targetLabel: "system", replacement: "monitoring" },
      { targetLabel: "environment", replacement: view.environment.id },
      { targetLabel: "service", replacement: "loki" },
      { targetLabel: "owner", replacement: "platform" },
    ]);
  });

  it("refer to one Secret for all secrets of alertmanager.yml, and contain no secret", () => {
    const text = JSON.stringify(one(objects, "AlertmanagerConfig", "monitoring-routes"));
    const keys = [...text.matchAll(/\{"name":"monitoring-receivers","key":"([^"]+)"\}/g)].map((match) => match[1] ?? "");
    expect([...new Set(keys)].sort()).toEqual(secretFilesNamedIn(file("/alertmanager.yml")));
    expect(text).not.toContain("_file");
    expect(text).not.toContain("/run/secrets");
  });

  it("route, group and inhibit as alertmanager.yml does", () => {
    interface Written {
      route: unknown;
      inhibit_rules: Record<string, unknown>[];
      receivers: Record<string, unknown>[];
    }
    const config = parse(file("/alertmanager.yml"), { version: "1.1" }) as Written;
    const { route, inhibitRules, receivers } = one(objects, "AlertmanagerConfig", "monitoring-routes") as {
      route: unknown;
      inhibitRules: Record<string, unknown>[];
      receivers: Record<string, unknown>[];
    };
    const text = ({ name, matchType, value }: Record<string, string>): string => `${name ?? ""}${matchType ?? ""}${JSON.stringify(value)}`;
    const back = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(back);
      if (typeof value !== "object" || value === null) return value;
      if ("matchType" in value) return text(value as Record<string, string>);
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), back(inner)]),
      );
    };
    expect(back(route)).toEqual(config.route);
    expect(inhibitRules.map((rule) => back(rule))).toEqual(
      config.inhibit_rules.map(({ source_matchers, target_matchers, equal }) => ({
        source_match: source_matchers,
        target_match: target_matchers,
        equal,
      })),
    );
    const senders = (list: Record<string, unknown>[]) =>
      list.map(({ name, ...kinds }) => [name, Object.values(kinds).map((configs) => (configs as object[]).length)]);
    expect(senders(receivers)).toEqual(senders(config.receivers));
  });
});

describe("working hours in UTC", () => {
  const viewWith = (workingHours: object): View => {
    const [first] = environments;
    if (first === undefined) throw new Error("There is one.");
    return {
      ...first.view,
      owners: first.view.owners.map((owner) => (owner.id === "platform" ? { ...owner, workingHours } : owner)),
    } as View;
  };
  const intervals = (timeZone: string, from: string, to: string, days: string[] = ["monday"]) =>
    (
      utcIntervalsOf(viewWith({ timeZone, days, from, to })) as {
        timeIntervals: { weekdays: string[]; times: { startTime: string; endTime: string }[] }[];
      }[]
    )
      .flatMap(({ timeIntervals }) => timeIntervals)
      .map(({ weekdays, times }) => `${weekdays.join(" ")} ${times.map(({ startTime, endTime }) => `${startTime}-${endTime}`).join(" ")}`);

  it("cover both UTC offsets of a zone with daylight saving time, so that no notification waits too long", () => {
    expect(intervals("Europe/Berlin", "08:00", "18:00")).toEqual(["monday 07:00-17:00", "monday 06:00-16:00"]);
  });

  it("are split at midnight UTC, each part on its UTC weekday", () => {
    expect(intervals("Asia/Tokyo", "08:00", "18:00")).toEqual(["sunday 23:00-24:00", "monday 00:00-09:00"]);
    expect(intervals("Pacific/Auckland", "00:00", "24:00", ["sunday"])).toEqual([
      "saturday 12:00-24:00",
      "sunday 00:00-12:00",
      "saturday 11:00-24:00",
      "sunday 00:00-11:00",
    ]);
    expect(intervals("America/Los_Angeles", "22:00", "02:00", ["friday"])).toEqual([
      "saturday 06:00-08:00",
      "saturday 05:00-07:00",
      "saturday 08:00-10:00",
      "saturday 07:00-09:00",
    ]);
  });

  it("support time zones with half-hour offsets", () => {
    expect([offsetsOf("Asia/Kolkata"), offsetsOf("Pacific/Kiritimati"), offsetsOf("Pacific/Pago_Pago"), offsetsOf("UTC")]).toEqual([
      [330],
      [840],
      [-660],
      [0],
    ]);
  });
});
