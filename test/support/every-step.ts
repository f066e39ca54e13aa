import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stringify } from "yaml";
import { recordingsFor } from "../../alert-rules/proofs/closure";
import { moments } from "../../alert-rules/proofs/patterns";
import { scenarioTest } from "../../alert-rules/proofs/promtool";
import { step, type RawSeries } from "../../alert-rules/proofs/samples";
import { proofService } from "../../alert-rules/proofs/service";
import type { Alert, RuleGroup } from "../../alert-rules/model";
import { renderRules } from "../../alert-rules/render-rules";
import { proofFolder, runProof } from "./proofs";

/** Alerts, the groups with the recording rules that the alerts need, and the simulated series. */
export interface World {
  readonly alerts: readonly Alert[];
  readonly groups: readonly RuleGroup[];
  readonly series: readonly RawSeries[];
  /** Length of the simulated time in seconds. */
  readonly end: number;
}

/**
 * Runs promtool, and rejects if `expr`, for example over `ALERTS`, has a result at any step of the simulated time. `file` is the name of
 * the temporary files.
 */
export async function emptyAtEveryStep(
  promtool: string,
  file: string,
  expr: string,
  { alerts, groups, series, end }: World,
): Promise<void> {
  const folder = path.join(proofFolder, "..", `promtool-${file}`);
  mkdirSync(path.join(folder, "rules"), { recursive: true });
  try {
    const rules = renderRules([{ name: file, recordings: recordingsFor(alerts, groups), alerts }], "rules");
    for (const { path: name, content } of rules) writeFileSync(path.join(folder, name), content);
    const times = Array.from({ length: end / step }, (_, index) => index * step);
    const test = {
      ...scenarioTest({ title: file, series, checks: [moments("TargetDown", "critical", proofService).quiet(0)] }),
      promql_expr_test: times.map((at) => ({ expr, eval_time: `${at}s`, exp_samples: [] })),
    };
    const content = stringify({ rule_files: rules.map(({ path: name }) => name), evaluation_interval: `${step}s`, tests: [test] });
    writeFileSync(path.join(folder, `${file}.test.yml`), content);
    await runProof(
      promtool,
      { name: `${file}.test.yml`, content, ruleFiles: rules.map(({ path: name }) => name), checks: times.length },
      folder,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
