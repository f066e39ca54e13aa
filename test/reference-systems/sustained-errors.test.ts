import { readFileSync } from "node:fs";
import path from "node:path";
import { answersOf, renderedGroups } from "../field/rules";
import { describeWith } from "../support/tools";

const file = "alert-rules/rendered/production/rules/http.rules.yml";
const groups = renderedGroups([{ path: file, content: readFileSync(path.resolve(__dirname, "../..", file), "utf8") }]);

/** Interval of the samples and of the rule evaluations, in seconds. */
const every = 15;
const start = 1200;
const end = 3000;
const labels = {
  job: "prom-client",
  instance: "cms.site-builder:3000",
  system: "site-builder",
  environment: "production",
  service: "cms",
  instrumentation: "prom-client",
  route: "/x",
};

/**
 * A counter of requests at two per second. If `inOutage` is true, it counts only during the outage. Otherwise it counts only outside the
 * outage.
 */
const requests = (status: string, inOutage: boolean, outage: number) => {
  let total = 0;
  const samples = Array.from({ length: end / every + 1 }, (_, index) => {
    const at = index * every;
    if ((at > start && at <= start + outage) === inOutage) total += 2 * every;
    return total;
  });
  return { name: "http_request_duration_seconds_count", labels: { ...labels, status_code: status }, samples };
};

/** When the critical alert of SB-3 first and last fires, in seconds after the start of an outage in which all requests fail. */
function firing(promtool: string, outage: number): readonly [number, number] | "never" {
  const alert = 'ALERTS{alertname="HttpErrorRatioHigh",alertstate="firing",severity="critical",service="cms"}';
  const at = end - every;
  const questions = ["min", "max"].map((of) => ({ expr: `${of}(${of}_over_time(timestamp(${alert})[${at}s:${every}s])) - ${start}`, at }));
  const series = [requests("200", false, outage), requests("500", true, outage)];
  const [first, last] = answersOf(promtool, groups, { every, series, questions }).map(([answer]) => answer?.value);
  return first === undefined || last === undefined ? "never" : [first, last];
}

describeWith("promtool", "SB-3, more than 5 % for 5 minutes", (promtool) => {
  it("is quiet for outages of one and two minutes in which every request fails", () => {
    expect([firing(promtool, 60), firing(promtool, 120)]).toEqual(["never", "never"]);
  });

  it("fires 8 minutes after the start of an outage that continues", () => {
    expect(firing(promtool, end)).toEqual([480, end - start - every]);
  });
});
