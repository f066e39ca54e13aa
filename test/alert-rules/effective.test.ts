import { checkEffectiveThresholds, effective, effectiveText } from "../../alert-rules/effective";
import { renderAlertRules } from "../../alert-rules/render";
import { factsOf } from "../../alert-rules/facts";
import { ruleGroups } from "../../alert-rules/rules";
import { loadCatalogue, type CatalogueInput, type View } from "../../exporters/model/catalogue";
import { off } from "../../exporters/model/units";
import { environmentIds, shipped } from "../support/shipped";
import { postgres, redis, shop, shopIn, web, worker, type Written } from "../exporters/model/support";

const viewOf = (input: CatalogueInput): View => loadCatalogue(input).view("production");
const mistakes = (input: CatalogueInput): string[] =>
  checkEffectiveThresholds(viewOf(input)).map(({ where, message }) => `${where}: ${message}`);
const buckets = { ...web, instrumentation: { profile: "prom-client", port: 9464, buckets: [0.5, 1, 2, 5, 10, 20] } };
const webWith = (thresholds: Written): CatalogueInput => shop({ ...buckets, thresholds });

test("a service's effective threshold is its own threshold or the default; without either, there is none", () => {
  const [system] = viewOf(webWith({ latencyP95: { critical: "off", info: "500ms" } })).systems;
  const [service] = system?.services ?? [];
  expect(service === undefined ? [] : effective(service).slice(0, 5)).toEqual([
    { key: "latencyP95", severity: "critical", value: off, own: true, conditions: {} },
    { key: "latencyP95", severity: "warning", value: 1, own: false, conditions: {} },
    { key: "latencyP95", severity: "info", value: 0.5, own: true, conditions: {} },
    { key: "errorRatio", severity: "critical", value: 0.05, own: false, conditions: {} },
    { key: "errorRatio", severity: "warning", value: 0.01, own: false, conditions: {} },
  ]);
});

test("a threshold's own minimum is recorded for the rules, and is part of its text", () => {
  const view = viewOf(webWith({ errorRatio: { critical: { above: "5%", for: "5m", least: 20 } } }));
  const texts = view.systems.flatMap(({ services }) => services.flatMap((service) => effective(service).filter(({ own }) => own)));
  expect(texts.map(effectiveText)).toEqual(["5% for 5m, from 20 failed requests within an hour"]);
  const recordings = ruleGroups(factsOf(view)).flatMap((group) => group.recordings);
  expect(recordings.filter(({ record }) => record.text.endsWith(":least")).map(({ record, expr }) => [record.text, expr.text])).toEqual([
    ["threshold:error_ratio:least", "20"],
  ]);
});

test.each(environmentIds)("every service's effective thresholds in %s are consistent across severities", (id) => {
  expect(checkEffectiveThresholds(shipped.view(id))).toEqual([]);
});

test.each<[string, CatalogueInput, readonly string[]]>([
  [
    "a warning threshold above the default critical threshold",
    webWith({ latencyP95: { warning: "10s" } }),
    [
      'systems.shop.services.web.thresholds.latencyP95.warning: got warning 10s with the default critical 2s; critical must be above warning or equal to it: set critical too, or disable it with critical: "off"',
    ],
  ],
  [
    "a critical threshold below the default warning threshold",
    shop({ ...worker, thresholds: { queueDepth: { critical: 20 } } }),
    [
      'systems.shop.services.worker.thresholds.queueDepth.critical: got critical 20 with the default warning 50; critical must be above warning or equal to it: set warning too, or disable it with warning: "off"',
    ],
  ],
  [
    "an info threshold above both defaults",
    shop({ ...redis, thresholds: { redisMemory: { info: "99%" } } }),
    [
      'systems.shop.services.redis.thresholds.redisMemory.info: got info 99% with the default critical 95%; critical must be above info or equal to it: set critical too, or disable it with critical: "off"',
      'systems.shop.services.redis.thresholds.redisMemory.info: got info 99% with the default warning 80%; warning must be above info or equal to it: set warning too, or disable it with warning: "off"',
    ],
  ],
  [
    "a certificate's warning threshold below the default critical threshold",
    shop({
      ...postgres,
      uptime: [{ name: "console", url: "https://postgres.example.com/" }],
      thresholds: { certificateExpiry: { warning: "2d" } },
    }),
    [
      'systems.shop.services.postgres.thresholds.certificateExpiry.warning: got warning 2d with the default critical 3d; critical must be below warning or equal to it: set critical too, or disable it with critical: "off"',
    ],
  ],
  [
    "an inconsistent override for one environment",
    {
      ...shopIn({ overrides: [{ system: "shop", service: "web", thresholds: { latencyP95: { warning: "5s" } } }] }),
      systems: shop(buckets).systems,
    },
    [
      'environments.production.overrides.shop/web.thresholds.latencyP95.warning: got warning 5s with the default critical 2s; critical must be above warning or equal to it: set critical too, or disable it with critical: "off"',
    ],
  ],
  [
    "a time that is shorter than the alert's own",
    webWith({ latencyP95: { warning: { above: "1s", for: "1m" } }, errorRatio: { warning: { above: "2%", for: "2m" } } }),
    [
      "systems.shop.services.web.thresholds.latencyP95.warning.for: got 1m; the alert waits at least 5m at this severity, because shorter problems are over before someone can act: write a longer time, or remove for",
    ],
  ],
  [
    "a default threshold that is not a bucket bound",
    shop(web),
    [
      'systems.shop.services.web.thresholds.latencyP95.critical: the default is 2s; the bounds of the histogram are 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10 (seconds), and between bounds a percentile is only an estimate: add 2 to the buckets in the application and in instrumentation.buckets, or use the nearest bound that can be exceeded, 2.5s; or set critical for this service, or disable it with critical: "off"',
    ],
  ],
])("%s is refused, and the message names both values", (_, input, lines) => {
  expect(mistakes(input)).toEqual(lines);
  expect(() => renderAlertRules(viewOf(input), "rendered")).toThrow(lines[0] ?? "");
});

test.each<[string, CatalogueInput]>([
  [
    "a warning for some routes above the default critical threshold for all routes",
    webWith({ latencyP95: { warning: { above: "10s", routes: ["/reports/*"] } } }),
  ],
  ["a default critical threshold that is switched off", webWith({ latencyP95: { warning: "10s", critical: "off" } })],
  ["a warning equal to the critical threshold", webWith({ latencyP95: { warning: "10s", critical: "10s" } })],
  ["a default threshold that is no bucket bound but is switched off", shop({ ...web, thresholds: { latencyP95: { critical: "off" } } })],
  ["a service's own threshold at a severity without a default", shop({ ...worker, thresholds: { jobFailureRatio: { warning: "30%" } } })],
])("%s is accepted", (_, input) => {
  expect(mistakes(input)).toEqual([]);
});

test("switching a severity off records a threshold that no value exceeds, and adds no alert", () => {
  const alertsOf = (input: CatalogueInput) =>
    ruleGroups(factsOf(viewOf(input))).flatMap((group) => group.alerts.map((alert) => `${alert.name} ${alert.severity}`));
  const input = webWith({ latencyP95: { critical: "off", info: "off" } });
  const recorded = ruleGroups(factsOf(viewOf(input))).flatMap((group) =>
    group.recordings.filter((rule) => rule.record.text.startsWith("threshold:")).map((rule) => [rule.expr.text, rule.labels?.["severity"]]),
  );
  expect(recorded).toEqual([
    ["NaN", "critical"],
    ["NaN", "info"],
  ]);
  expect(alertsOf(input)).toEqual(alertsOf(shop(buckets)));
});

test("an own threshold that waits longer records when the alert waits, and an own threshold for routes is recorded with them", () => {
  const conditional = { above: "2%", for: "10m" };
  const input = webWith({ errorRatio: { warning: conditional }, latencyP95: { warning: { above: "1s", routes: ["/b", "/a/*"] } } });
  const recordings = ruleGroups(factsOf(viewOf(input))).flatMap((group) => group.recordings);
  const recorded = recordings.filter(({ record }) => record.text.startsWith("threshold:"));
  const service = { system: "shop", environment: "production", service: "web", severity: "warning" };
  const of = 'service:http_request_errors:ratio_sustained{system="shop",environment="production",service="web"}';
  expect(recorded.map(({ record, expr, labels }) => [record.text, expr.text.replace(/\s+/g, " ").trim(), labels])).toEqual([
    ["threshold:error_ratio", "0.02", service],
    ["threshold:latency_p95", "1", { ...service, routes: "/a/*" }],
    ["threshold:latency_p95", "1", { ...service, routes: "/b" }],
    ["threshold:error_ratio:waiting", `min_over_time(${of}[645s]) <= 0.02 or ${of} unless ${of} offset 630s`, service],
  ]);
});

test("a severity without a default has an alert only if a service sets its own threshold for it", () => {
  const failures = (thresholds: Written) =>
    ruleGroups(factsOf(viewOf(shop({ ...worker, thresholds }))))
      .flatMap((group) => group.alerts)
      .filter((alert) => alert.name === "QueueJobFailureRatioHigh")
      .map((alert) => alert.severity);
  expect(failures({})).toEqual(["critical"]);
  expect(failures({ jobFailureRatio: { warning: "30%" } })).toEqual(["critical", "warning"]);
});
