import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { factsOf } from "../../alert-rules/facts";
import { dashboardsFor } from "../../dashboards";
import { resolve } from "../../dashboards/queries";
import { loadCatalogue } from "../../exporters/model/catalogue";
import { shop, web } from "../exporters/model/support";
import { describeWith } from "../support/tools";
import { panelsOf } from "./support";

const uptime = [{ name: "home", url: "https://shop.example.com" }];
const facts = factsOf(loadCatalogue(shop({ ...web, uptime, thresholds: { certificateExpiry: { info: "30d" } } })).view("production"));
const table = dashboardsFor(facts)
  .flatMap(panelsOf)
  .find(({ id }) => id === "overview/certificates");

const day = 86_400;
const of = (service: string) => `system="shop",environment="production",service="${service}"`;
/** The labels of a certificate in the recorded series. */
const certificate = (service: string) => `{${of(service)},owner="team",probe="home",instance="https://${service}"}`;
const row = (service: string) => `{system="shop",service="${service}",probe="home",instance="https://${service}"}`;

const given = {
  // The service `plain` uses the defaults. `own` has a warning threshold of 7 days and an info threshold. `quiet` disables the warning.
  [`probe:certificate_expiry_seconds${certificate("plain")}`]: 10 * day,
  [`probe:certificate_expiry_seconds${certificate("own")}`]: 20 * day,
  [`probe:certificate_expiry_seconds${certificate("quiet")}`]: 5 * day,
  [`threshold:certificate_expiry{${of("own")},severity="warning"}`]: 7 * day,
  [`threshold:certificate_expiry{${of("own")},severity="info"}`]: 30 * day,
  [`threshold:certificate_expiry{${of("quiet")},severity="warning"}`]: "NaN",
  [`ALERTS{alertname="CertificateExpiresSoon",alertstate="firing",severity="warning",${of("plain")},probe="home",instance="https://plain"}`]: 1,
  [`ALERTS{alertname="CertificateExpiresSoon",alertstate="firing",severity="info",${of("own")},probe="home",instance="https://own"}`]: 1,
};

/** The expected result of each query in the table, by legend: the services' values, in the order in which Prometheus returns them. */
const expected: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "Expires in": { quiet: 5 * day, plain: 10 * day, own: 20 * day },
  State: { own: 1, plain: 2, quiet: 0 },
  "critical threshold": { own: 3 * day, plain: 3 * day, quiet: 3 * day },
  "warning threshold": { own: 7 * day, plain: 14 * day },
  "info threshold": { own: 30 * day },
};

describeWith("promtool", "the certificate table", (promtool) => {
  it("shows each service's own threshold or the default, and no value if the threshold is switched off", () => {
    const queries = (table?.queries ?? []).flatMap((query) => (query.datasource === "prometheus" ? [query] : []));
    expect(queries.map(({ legend }) => legend)).toEqual(Object.keys(expected));
    const tests = queries.map(({ expr, legend }) => ({
      expr: resolve(expr.text, { system: "shop", environment: "production" }),
      eval_time: "1m",
      exp_samples: Object.entries(expected[legend] ?? {}).map(([service, value]) => ({ labels: row(service), value })),
    }));
    const folder = mkdtempSync(path.join(tmpdir(), "monitoring-certificates-"));
    try {
      const file = path.join(folder, "table.test.yml");
      const input_series = Object.entries(given).map(([series, value]) => ({ series, values: `${value} ${value}` }));
      writeFileSync(file, JSON.stringify({ rule_files: [], tests: [{ interval: "1m", input_series, promql_expr_test: tests }] }));
      expect(execFileSync(promtool, ["test", "rules", file], { encoding: "utf8" })).toContain("SUCCESS");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
