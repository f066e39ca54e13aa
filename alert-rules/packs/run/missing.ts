import type { Alert } from "../../model";
import { mapPhases } from "../../proofs/samples";
import { promql } from "../../promql";
import { label, text } from "../../template";
import { compare, expectedOf, reportedMissing, where } from "../target/declared";
import { oldestRunAge } from "./series";
import { proofRunInstance, runSeries } from "./world";

/** Alert for a kind of run that the catalogue declares and no replica reports. */
export const runsMissing = (): Alert =>
  reportedMissing({
    name: "RunsMissing",
    severity: "warning",
    label: "run",
    expected: expectedOf.runs,
    seen: promql`${oldestRunAge.name}`,
    summary: text`${where}: metrics of runs of ${label("run")} are missing`,
    impact: "If runs fail or hang, no alert fires.",
    firstSteps: [
      {
        step: "Check which runs the service reports. It must report a kind of run from its start, even before the first run.",
        command: { request: "metrics" },
      },
      compare,
      "If the status of the runs is in hashes in Redis, check the permissions of the exporter's user, and the number of keys. [Runs of work](instrumenting/runs.md#runs-whose-status-is-in-redis) names both.",
    ],
    firstCommand: { query: "run:oldest_age_seconds{$service}" },
    panel: "runs/oldest",
    instance: proofRunInstance,
    worlds: {
      "prom-client": (phases) =>
        runSeries(
          "prom-client",
          mapPhases(phases, () => ({})),
        ),
    },
    inAnyReplica: true,
  });
