import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { httpPack } from "../../../alert-rules/packs/http/group";
import { httpLatencyBoundMissing } from "../../../alert-rules/packs/http/bounds-alerts";
import { recordingsFor } from "../../../alert-rules/proofs/closure";
import { proofFacts } from "../../../alert-rules/proofs/facts";
import { proofService } from "../../../alert-rules/proofs/service";
import { renderRules } from "../../../alert-rules/render-rules";
import { ruleGroups } from "../../../alert-rules/rules";
import { promtoolEnv } from "../../support/promtool-env";
import { describeWith } from "../../support/tools";

const run = promisify(execFile);
const alerts = httpLatencyBoundMissing();
const name = "HttpLatencyBoundMissing";

it("HttpLatencyBoundMissing exists only where Prometheus discovers services, whose bounds the catalogue does not know", () => {
  const named = (discoversHttp: boolean) =>
    httpPack.group({ ...proofFacts, discoversHttp }).alerts.filter((alert) => alert.name === name).length;
  expect([named(true), named(false)]).toEqual([2, 0]);
});

const labels = (more: Readonly<Record<string, string>>): string =>
  Object.entries({
    job: "opentelemetry",
    instance: "web:9464",
    instrumentation: "opentelemetry",
    http_route: "/",
    http_response_status_code: "200",
    ...proofService,
    ...more,
  })
    .filter(([label]) => label !== "owner")
    .map(([label, value]) => `${label}="${value}"`)
    .join(",");
const duration = "http_server_request_duration_seconds";

/** Request durations below 1 s: as a classic histogram whose highest finite bound is 1 s, and as a native histogram. */
const inputs = {
  classic: [
    ...["0.5", "1", "+Inf"].map((le) => ({ series: `${duration}_bucket{${labels({ le })}}`, values: "0+15x400" })),
    { series: `${duration}_count{${labels({})}}`, values: "0+15x400" },
  ],
  native: [
    { series: `${duration}{${labels({})}}`, values: "{{schema:0 sum:0 count:0 buckets:[0]}}+{{schema:0 sum:9 count:15 buckets:[15]}}x400" },
  ],
} as const;

describeWith("promtool", "HttpLatencyBoundMissing", (promtool) => {
  /** Returns promtool's output. The tests expect empty results, so the output shows every result that is not empty. */
  async function fires(input: keyof typeof inputs): Promise<string> {
    const folder = mkdtempSync(path.join(tmpdir(), "monitoring-bounds-"));
    try {
      const groups = ruleGroups(proofFacts);
      const rules = renderRules([{ name: "bounds", recordings: recordingsFor(alerts, groups), alerts }], "rules");
      mkdirSync(path.join(folder, "rules"));
      for (const file of rules) writeFileSync(path.join(folder, file.path), file.content);
      const tests = [
        {
          interval: "15s",
          input_series: inputs[input],
          promql_expr_test: [
            { expr: `count by (compared) (ALERTS{alertname="${name}",severity="warning"})`, eval_time: "100m", exp_samples: [] },
            { expr: "count(service:http_request_duration_seconds:p95_sustained)", eval_time: "100m", exp_samples: [] },
          ],
        },
      ];
      const file = path.join(folder, "test.json");
      writeFileSync(file, JSON.stringify({ rule_files: rules.map((each) => each.path), evaluation_interval: "15s", tests }));
      const { stdout, stderr } = await run(promtool, ["test", "rules", file], { env: promtoolEnv() }).catch(
        (error: unknown) => error as { readonly stdout: string; readonly stderr: string },
      );
      return `${stdout}${stderr}`;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  it("fires for classic buckets that end at the threshold", async () => {
    const said = await fires("classic");
    expect([...said.matchAll(/compared="(\w+)"/gu)].map(([, compared]) => compared).sort()).toEqual(["critical", "warning"]);
  });

  it("does not fire for a native histogram, whose percentiles are accurate at any threshold", async () => {
    const said = await fires("native");
    expect(said).not.toContain("compared=");
    expect(said).toContain("{} 1E+00");
  });
});
