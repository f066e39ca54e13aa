import { defineThreshold, fixed, type Condition } from "../../alert-rules/condition";
import { factsOf } from "../../alert-rules/facts";
import type { Alert } from "../../alert-rules/model";
import { httpLatencyP95 } from "../../alert-rules/packs/http/series";
import { deadMansSwitch } from "../../alert-rules/packs/stack/heartbeat";
import { proofFacts } from "../../alert-rules/proofs/facts";
import { is, metric } from "../../alert-rules/promql";
import { ruleGroups } from "../../alert-rules/rules";
import { dashboardsFor } from "../../dashboards";
import { fixedLines, thresholdLines, thresholdText } from "../../dashboards/threshold-lines";
import { loadCatalogue } from "../../exporters/model/catalogue";
import { shop, web, worker, type Written } from "../exporters/model/support";
import { panels, panelsOf } from "./support";

const alerts = ruleGroups(proofFacts).flatMap((group) => group.alerts);
const oneLine = (text: string): string => text.replace(/\s+/g, " ");
const scope = { service: is("web") };

const latency = defineThreshold({
  key: "latencyP95",
  series: httpLatencyP95,
  defaults: { warning: 1, critical: 2 },
  proven: { info: 0.5 },
  waits: {},
});
const pointing = (severity: Alert["severity"], condition: Condition): Alert => ({
  ...deadMansSwitch(),
  severity,
  condition,
  panel: "http/latency",
});

describe("threshold lines", () => {
  const own = (severity: string) => `max by (system, environment, service) (threshold:latency_p95{service="web",severity="${severity}"})`;

  it("show the service's own threshold or else the default, with the most urgent severity first", () => {
    const lines = thresholdLines([pointing("info", latency), pointing("critical", latency)], "http/latency", scope);
    expect(lines.map(({ expr, legend, style }) => [oneLine(expr.text), legend, style])).toEqual([
      [
        `${own("critical")} or on (system, environment, service) 2 * group by (system, environment, service) (service:http_request_duration_seconds:p95_5m{service="web"})`,
        "critical threshold",
        { threshold: "critical" },
      ],
      [own("info"), "info threshold", { threshold: "info" }],
    ]);
  });

  it("name the service if a panel shows several services", () => {
    const [line] = thresholdLines([pointing("warning", latency)], "http/latency", scope, "each");
    expect(line?.legend).toBe("warning threshold of {{service}}");
  });

  it("have a description that names the default thresholds", () => {
    expect(thresholdText([pointing("info", latency), pointing("warning", latency), pointing("critical", latency)], "http/latency")).toBe(
      "Dashed lines show the alert's thresholds: the service's own if it sets any, else the defaults (critical above 2s, warning above 1s).",
    );
  });

  it("are refused for a panel that no alert with a threshold links to", () => {
    expect(() => thresholdLines([pointing("warning", latency)], "http/errors", scope)).toThrow(
      "no alert with a threshold links to panel http/errors",
    );
  });
});

describe("threshold lines of a fixed comparison", () => {
  const slow = fixed({ name: metric("age"), help: "Age", dimension: "duration" }, ">", 120);

  it("show the number that the alert compares with", () => {
    const lines = fixedLines([pointing("warning", slow)], "http/latency", metric("age"), scope, { right: "s" });
    expect(lines.map(({ expr, legend, style, right }) => [expr.text, legend, style, right])).toEqual([
      ['120 * group(age{service="web"})', "warning threshold", { threshold: "warning" }, "s"],
    ]);
  });

  it("show a number once if alerts of several severities compare with it", () => {
    const lines = fixedLines([pointing("warning", slow), pointing("critical", slow)], "http/latency", metric("age"), scope);
    expect(lines.map(({ legend }) => legend)).toEqual(["critical threshold"]);
  });

  it("are refused if no alert that links to the panel compares the series with a number", () => {
    expect(() => fixedLines([pointing("warning", slow)], "http/latency", metric("up"), {})).toThrow(
      "no alert of panel http/latency compares up with a number",
    );
  });

  it.each([
    ["queues/heartbeat", ["120 * group(queue:worker_heartbeat_age_seconds{"]],
    ["overview/probes", ["0.5 * group(probe:success:ratio1m{"]],
    ["redis/rejected", ["0.8 * group(redis:clients_used:ratio{"]],
    ["stack/heartbeat", ["120 * group(up{"]],
    [
      "stack/storage",
      [
        "0.9 * group(loki_ingester_wal_disk_usage_percent{",
        "0.8 * group(loki_ingester_wal_disk_usage_percent{",
        "0.9 * group(vl_free_disk_space_bytes{",
        "0.8 * group(vl_free_disk_space_bytes{",
        "1073741824 * group(jaeger_storage_badger_value_log_bytes_available{",
        "2147483648 * group(jaeger_storage_badger_value_log_bytes_available{",
      ],
    ],
  ])("exist on the panel %s", (id, starts) => {
    const panel = panels.find((entry) => entry.id === id);
    const drawn = (panel?.queries ?? []).map((query) => query.expr.text).filter((text) => text.includes(" * group("));
    expect(drawn.map((text, index) => text.slice(0, starts[index]?.length))).toEqual(starts);
  });
});

describe("every alert that compares a share with a number", () => {
  const shares = alerts.flatMap(({ name, severity, panel, condition }) =>
    condition.type === "fixed" && condition.dimension === "ratio" && condition.value > 0 && condition.value < 1
      ? [{ title: `${name} ${severity}`, panel, start: `${condition.value} * group(${condition.series.text}{` }]
      : [],
  );

  it.each(shares)("$title has a line at this number on its panel", ({ panel, start }) => {
    const drawn = (panels.find(({ id }) => id === panel)?.queries ?? []).map(({ expr }) => expr.text);
    expect(drawn.filter((text) => text.startsWith(start))).toHaveLength(1);
  });
});

describe("every alert with a threshold", () => {
  const shown = alerts.flatMap((alert) => (alert.condition.type === "threshold" ? [{ alert, threshold: alert.condition }] : []));

  it("is in the list, which covers all 30 threshold keys", () => {
    expect(new Set(shown.map(({ threshold }) => threshold.key)).size).toBe(30);
  });

  it.each(shown.map(({ alert }) => [`${alert.name} ${alert.severity}`, alert] as const))(
    "%s has a line on the panel that it links to, at every severity",
    (_, alert) => {
      const panel = panels.find(({ id }) => id === alert.panel);
      const styled = (panel?.queries ?? []).filter(
        (query) => query.datasource === "prometheus" && typeof query.style === "object" && query.style.threshold === alert.severity,
      );
      const [line] = thresholdLines([alert], alert.panel, {});
      const bare = (text: string) => oneLine(text).replace(/\{[^}]*\}/g, "");
      const drawn = styled.map(({ expr }) => bare(expr.text));
      const expected = bare(line?.expr.text ?? "?");
      // A table has no lines, so a column shows each row's threshold instead.
      if (panel?.type === "table") {
        expect(drawn.filter((text) => text.includes(expected))).toHaveLength(1);
        expect(panel.columns.map(({ title }) => title)).toContain(`${alert.severity} threshold`);
      } else expect(drawn).toContain(expected);
    },
  );
});

describe("a service's own threshold at a severity without a default", () => {
  const linesOf = (thresholds: Written): string[] => {
    const facts = factsOf(loadCatalogue(shop({ ...worker, thresholds })).view("production"));
    const panel = dashboardsFor(facts)
      .flatMap(panelsOf)
      .find(({ id }) => id === "queues/failures");
    return (panel?.queries ?? []).flatMap((query) =>
      query.datasource === "prometheus" && typeof query.style === "object" ? [query.style.threshold] : [],
    );
  };

  it("adds a line to the panel, and no line is added if no service sets it", () => {
    expect(linesOf({})).toEqual(["critical"]);
    expect(linesOf({ jobFailureRatio: { warning: "30%" } })).toEqual(["critical", "warning"]);
    expect(linesOf({ jobFailureRatio: { warning: "off" } })).toEqual(["critical"]);
  });

  it("adds a column to the certificate table, after the columns of the default thresholds", () => {
    const uptime = [{ name: "home", url: "https://shop.example.com" }];
    const columnsOf = (thresholds: Written): string[] => {
      const facts = factsOf(loadCatalogue(shop({ ...web, uptime, thresholds })).view("production"));
      const panel = dashboardsFor(facts)
        .flatMap(panelsOf)
        .find(({ id }) => id === "overview/certificates");
      return panel?.type === "table" ? panel.columns.map(({ title }) => title) : [];
    };
    const usual = ["State", "Expires in", "Service", "System", "Address", "critical threshold", "warning threshold"];
    expect(columnsOf({})).toEqual(usual);
    expect(columnsOf({ certificateExpiry: { info: "30d" } })).toEqual([...usual, "info threshold"]);
  });
});
