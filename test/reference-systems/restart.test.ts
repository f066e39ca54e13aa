import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { step, type RawSeries, type Sample } from "../../alert-rules/proofs/samples";
import { fromZero } from "../../alert-rules/proofs/transformations/edit";
import { parseDuration } from "../../exporters/model/units";
import { catalogue } from "../../exporters/model/user-catalogue";
import { ofType, referencesIn } from "../../exporters/vendor-plan";
import type { HttpService } from "../../exporters/model/schema";
import { answersOf, renderedGroups } from "../field/rules";
import type { Answer } from "../field/language/promtool";
import { describeWith } from "../support/tools";
import { http, probe, span } from "./raw";
import { sentryPlanOf, uptimePlanOf } from "./rendered";

const root = path.resolve(__dirname, "../..");
const folder = "alert-rules/rendered/production/rules";
const groups = renderedGroups(
  readdirSync(path.join(root, folder)).map((name) => ({
    path: `${folder}/${name}`,
    content: readFileSync(path.join(root, folder, name), "utf8"),
  })),
);

/** Index of the first scrape that fails. */
const begin = 30;

/** The scraped HTTP services of production that have a check, with their checks. */
const checked = catalogue()
  .view("production")
  .systems.flatMap((system) =>
    system.services
      .filter((service): service is HttpService => service.kind === "http" && service.instrumentation.profile !== "opentelemetry")
      .filter(({ uptime }) => uptime.length > 0)
      .map((service) => ({ at: `${system.id}/${service.name}`, profile: service.instrumentation.profile, checks: service.uptime })),
  );

/** A raw series as if its service refused connections for `scrapes` scrapes and then started again, with counters at 0. */
function stopped({ metric, labels, samples }: RawSeries, scrapes: number): RawSeries {
  const isDown = (index: number): boolean => index >= begin && index < begin + scrapes;
  const failed = (sample: Sample, index: number): Sample => {
    if (!isDown(index)) return sample;
    if (metric === "probe_success" || (metric === "up" && labels["probe"] === undefined)) return 0;
    if (labels["probe"] !== undefined) return sample;
    return index === begin ? "stale" : undefined;
  };
  const isCounter = /_(total|count|sum|bucket)$/.test(metric);
  return { metric, labels, samples: (isCounter ? fromZero(samples, begin + scrapes) : samples).map(failed) };
}

/** The critical alerts that start to fire if all `services` are down for `scrapes` scrapes, as `<system>/<service> <alert>`. */
function paged(promtool: string, services: typeof checked, scrapes: number): readonly string[] {
  const series = services
    .flatMap(({ at, profile, checks }) => [
      http(at, profile, { perSecond: 5, seconds: 0.04 }),
      ...checks.map(({ name }) => probe(at, name, true)),
    ])
    .flatMap((raw) => raw.series())
    .map((one) => stopped(one, scrapes))
    .map(({ metric, labels, samples }) => ({ name: metric, labels, samples: samples.map((sample) => sample ?? ("missing" as const)) }));
  // All other services have no series here, so alerts about missing series fire before the first failed scrape. The query ignores them.
  const alerts = 'ALERTS{alertstate="firing",severity="critical"}';
  const by = "count by (system, service, alertname)";
  const expr = `${by} (last_over_time(${alerts}[${span - begin * step}s])) unless ${by} (${alerts} @ ${(begin - 1) * step})`;
  const [answers = []] = answersOf(promtool, groups, { every: step, series, questions: [{ expr, at: span - step }] });
  const nameOf = ({ labels }: Answer): string => `${labels["system"] ?? ""}/${labels["service"] ?? ""} ${labels["alertname"] ?? ""}`;
  return answers.map(nameOf).sort();
}

interface Endpoint {
  readonly name: string;
  readonly group: string;
  readonly interval: string;
  readonly alerts: readonly { readonly "failure-threshold": number }[];
}

describe("the other checkers of production", () => {
  it("Gatus alerts after failures that last two minutes", () => {
    const file = path.join(root, "exporters/rendered/production/gatus.yml");
    const { endpoints } = parse(readFileSync(file, "utf8")) as { endpoints: readonly Endpoint[] };
    const early = endpoints.filter(({ interval, alerts }) =>
      alerts.some((alert) => (alert["failure-threshold"] - 1) * (parseDuration(interval) ?? 0) < 120),
    );
    expect(endpoints.length).toBeGreaterThan(10);
    expect(early.map(({ group, name }) => `${group}/${name}`)).toEqual([]);
  });

  it("Sentry opens an issue after failures that last two minutes", () => {
    const detectors = ofType(sentryPlanOf("production")?.resources ?? [], "sentry:UptimeDetector");
    expect(detectors.map(({ inputs }) => ((inputs.downtimeThreshold ?? 0) - 1) * (inputs.intervalSeconds ?? 0))).toEqual([120]);
  });

  it("UptimeRobot, which cannot wait on its free plan, notifies at least one contact and no pager", () => {
    const monitors = ofType(uptimePlanOf("production")?.resources ?? [], "uptimerobot:Monitor");
    expect(monitors.length).toBeGreaterThan(10);
    for (const { inputs } of monitors) {
      const contacts = referencesIn(inputs.alertContacts).map(({ $ref }) => $ref);
      expect(contacts).not.toEqual([]);
      expect(contacts.filter((contact) => contact.includes("pagerduty"))).toEqual([]);
    }
  });
});

describeWith("promtool", "each HTTP service that refuses connections", (promtool) => {
  it("pages no one during a restart of 65 s", () => {
    // In 65 s, up to five scrapes fail.
    expect(paged(promtool, checked, 5)).toEqual([]);
  });

  it("pages after four minutes", () => {
    const down = paged(promtool, checked, 16);
    for (const { at } of checked) expect(down).toContain(`${at} ProbeFailed`);
  });
});
