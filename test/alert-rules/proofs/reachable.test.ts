import { expression } from "../../../alert-rules/condition";
import { factsOf } from "../../../alert-rules/facts";
import { metric, minutes, promql, select, is } from "../../../alert-rules/promql";
import { producersOf } from "../../../alert-rules/proofs/producers";
import { proofFacts } from "../../../alert-rules/proofs/facts";
import { unreachable } from "../../../alert-rules/proofs/reachable";
import { ruleGroups } from "../../../alert-rules/rules";
import { loadCatalogue, type View } from "../../../exporters/model/catalogue";
import { environmentIds as fixtureIds, viewOf, withLocalStores } from "../../fixtures/catalogue";
import { environmentIds, shipped } from "../../support/shipped";
import { readContracts } from "../../exporters/contracts/recorder/contracts";
import { shop, web, worker } from "../../exporters/model/support";

const contracts = new Map(readContracts().map(({ program, metrics }) => [program, metrics]));
const producers = (view: View) => producersOf(view, (program, name) => contracts.get(program)?.[name]?.labels);

/** The alerts that can never fire in the view's environment, each with the reason. */
const deadIn = (view: View): string[] => {
  const groups = ruleGroups(factsOf(view));
  const all = producers(view);
  return groups.flatMap(({ alerts }) =>
    alerts.flatMap((alert) => unreachable(alert, groups, all).map((missing) => `${alert.name} ${alert.severity}: ${missing}`)),
  );
};

describe("reachable alerts", () => {
  it.each(environmentIds)("every alert rendered for %s can fire there", (id) => {
    expect(deadIn(shipped.view(id))).toEqual([]);
  });

  it.each(fixtureIds)("every alert rendered for the fixture environment %s can fire there, with either kind of log store", (id) => {
    expect([...deadIn(viewOf(id)), ...deadIn(withLocalStores(viewOf(id)))]).toEqual([]);
  });

  it("certificate alerts are rendered only if a check uses TLS", () => {
    const certificates = (url: string): string[] => {
      const view = loadCatalogue(shop({ ...web, uptime: [{ name: "health", url }] })).view("production");
      expect(deadIn(view)).toEqual([]);
      const alerts = ruleGroups(factsOf(view)).flatMap(({ alerts: all }) => all);
      return alerts.filter(({ name }) => name === "CertificateExpiresSoon").map(({ severity }) => severity);
    };
    expect(certificates("https://shop.example.com/health")).toEqual(["critical", "warning"]);
    expect(certificates("http://shop.example.com/health")).toEqual([]);
  });

  it("alerts about other kinds of service cannot fire if only a web service exists, and the result names the missing series", () => {
    const view = loadCatalogue(shop(web)).view("production");
    const groups = ruleGroups(proofFacts);
    const all = producers(view);
    const dead = new Map(
      groups.flatMap(({ alerts }) => alerts.map((alert) => [`${alert.name} ${alert.severity}`, unreachable(alert, groups, all)])),
    );
    expect(dead.get("CertificateExpiresSoon critical")).toEqual([
      'probe_ssl_last_chain_expiry_timestamp_seconds{job=~"certificates|probe"}',
    ]);
    expect(dead.get("PostgresDown critical")).toEqual(["pg_up"]);
    expect(dead.get("ConnectionPoolExhausted critical")).toEqual(["db_client_connection_pending_requests"]);
    expect(dead.get("HttpErrorRatioHigh critical")).toEqual([]);
    expect(dead.get("TargetMissing critical")).toEqual([]);
  });
});

describe("the check that an expression can fire", () => {
  const view = loadCatalogue(shop(web, worker)).view("production");
  const errors = metric("http_request_duration_seconds_count");
  const of = (expr: ReturnType<typeof promql>) =>
    unreachable({ condition: expression("it does", expr), severity: "critical" }, [], producers(view));

  it.each([
    ["a metric of its profile", promql`rate(${errors}[${minutes(5)}]) > 1`, []],
    ["a metric of another profile", promql`${metric("http_requests_total")} > 1`, ["http_requests_total"]],
    [
      "a target of another job",
      promql`${select(errors, { job: is("express-prom-bundle") })} > 1`,
      ['http_request_duration_seconds_count{job="express-prom-bundle"}'],
    ],
    ["either side of `or`", promql`${metric("pg_up")} == 0 or ${metric("up")} == 0`, []],
    ["only the left side of `unless`", promql`${metric("up")} unless ${metric("pg_up")}`, []],
    ["both sides of `and`", promql`${metric("up")} and ${metric("pg_up")}`, ["pg_up"]],
    ["a metric that must be absent", promql`absent(${metric("pg_up")})`, []],
    ["a name that nothing exposes", promql`${metric("http_request_durations")} > 1`, ["http_request_durations"]],
  ])("returns the right missing series for %s", (_, expr, missing) => {
    expect(of(expr)).toEqual(missing);
  });
});
