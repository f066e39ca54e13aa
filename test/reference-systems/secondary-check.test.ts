import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import type { UptimePlan } from "../../exporters/uptime/plan";
import { answersOf, renderedGroups } from "../field/rules";
import { describeWith } from "../support/tools";

const run = promisify(execFile);
const root = path.resolve(__dirname, "../..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
const rules = ["probes", "targets", "thresholds"].map((name) => `alert-rules/rendered/production/rules/${name}.rules.yml`);
const groups = renderedGroups(rules.map((file) => ({ path: file, content: read(file) })));
/** The rules without the recorded series that lists the checks whose failure is only a warning. */
const undeclared = groups.map((group) => ({
  ...group,
  rules: group.rules.filter(({ record }) => record !== "expected:warning_checks:info"),
}));

type Labels = Readonly<Record<string, string>>;
const service = { system: "site-builder", environment: "production", service: "cms", owner: "sites" };
const track = { probe: "track", instance: "http://cms.site-builder:3000/api/analytics/track" };
const health = { probe: "health", instance: "http://cms.site-builder:3000/healthz" };

/** A series with two samples per minute, for 15 minutes. */
const constant = (name: string, value: number, labels: Labels) => ({
  name,
  labels: { ...service, job: "probe", ...labels },
  samples: Array<number>(31).fill(value),
});
const check = (labels: Labels, passes: boolean) => [constant("probe_success", passes ? 1 : 0, labels), constant("up", 1, labels)];

/**
 * The labels of each alert about the service `cms` that fires while only the check of the analytics endpoint fails, as Prometheus sends the
 * labels to Alertmanager. TargetMissing is left out, because the test has no series of the service's other scrape jobs.
 */
function firing(promtool: string, from = groups): Labels[] {
  const series = [...check(health, true), ...check(track, false)];
  const expr = 'ALERTS{alertstate="firing",service="cms",alertname!="TargetMissing"}';
  const answers = answersOf(promtool, from, { every: 30, series, questions: [{ expr, at: 600 }] });
  const added = ["__name__", "alertstate"];
  return (answers[0] ?? []).map(({ labels }) => Object.fromEntries(Object.entries(labels).filter(([name]) => !added.includes(name))));
}

const warning = { ...service, ...track, alertname: "ProbeFailed", severity: "warning", symptom: "probe" };

describeWith("promtool", "SB-9, only the check of the analytics endpoint fails", (promtool) => {
  it("fires one warning, which asks for no restart", () => {
    expect(firing(promtool)).toEqual([warning]);
  });

  it("would fire a critical alert without the declaration in the catalogue", () => {
    expect(firing(promtool, undeclared)).toEqual([{ ...warning, severity: "critical", action: "restart" }]);
  });
});

interface Endpoint {
  readonly group?: string;
  readonly name: string;
  readonly alerts: readonly { readonly "provider-override": { readonly body: string } }[];
}

/** The labels of the alert that Gatus sends for the check of the analytics endpoint. */
function gatusLabels(): Labels {
  const { endpoints } = parse(read("exporters/rendered/production/gatus.yml")) as { readonly endpoints: readonly Endpoint[] };
  const body = endpoints.find(({ group, name }) => group === "site-builder" && name === "cms track")?.alerts[0]?.["provider-override"].body;
  return (JSON.parse((body ?? "").replace("[ALERT_TRIGGERED_OR_RESOLVED]", "")) as readonly [{ readonly labels: Labels }])[0].labels;
}

describeWith("amtool", "SB-9, the failed check of the analytics endpoint is sent", (amtool) => {
  const receivers = async (labels: Labels): Promise<string> => {
    const configuration = path.join(root, "alert-rules/rendered/production/alertmanager.yml");
    const matchers = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
    return (await run(amtool, ["config", "routes", "test", `--config.file=${configuration}`, ...matchers])).stdout.trim();
  };

  it("by Prometheus and by Gatus, to the team's contacts for warnings only", async () => {
    expect(gatusLabels()["severity"]).toBe("warning");
    expect([await receivers(warning), await receivers(gatusLabels())]).toEqual(["sites-warning", "sites-warning"]);
  });

  it("to the on-call contacts and the automation that restarts the editor, if it were critical", async () => {
    expect(await receivers({ ...warning, severity: "critical", action: "restart" })).toBe("site-builder-automation,sites-critical");
  });
});

test("SB-9: the external monitor of the analytics endpoint notifies only the team's contacts for warnings", () => {
  const { checks, resources } = JSON.parse(read("exporters/rendered/production/uptime.json")) as UptimePlan;
  const notified = (key: string): readonly string[] | undefined => checks.find((one) => one.key === key)?.notify.uptimerobot;
  expect(notified("site-builder-cms-health")).toEqual(["discord-sites", "sites@example.com", "slack-sites-alerts"]);
  expect(notified("site-builder-cms-track")).toEqual(["sites@example.com", "slack-sites-alerts"]);
  const monitor = resources.find(({ type, name }) => type === "uptimerobot:Monitor" && name === "site-builder-cms-track");
  expect(JSON.stringify(monitor)).toContain("getAlertContact slack-sites-alerts");
  expect(JSON.stringify(monitor)).not.toContain("discord");
});
