import type { Alert } from "../../model";
import { mapPhases } from "../../proofs/samples";
import { promql } from "../../promql";
import { label, text } from "../../template";
import { compare, expectedOf, reportedMissing, where } from "../target/declared";
import { workersBusyRatio } from "./series";
import { proofGroupInstance, workerSeries } from "./world";

/** Alert for a group of workers that the catalogue declares and no replica reports. */
export const workersMissing = (): Alert =>
  reportedMissing({
    name: "WorkersMissing",
    severity: "warning",
    label: "worker_group",
    expected: expectedOf.workerGroups,
    seen: promql`${workersBusyRatio.name}`,
    summary: text`${where}: metrics of the workers ${label("worker_group")} are missing or incomplete`,
    impact: "If all workers are busy, no alert fires.",
    firstSteps: [
      {
        step: "Check which groups of workers the service reports. It must report the number of workers and how many are busy.",
        command: { request: "metrics" },
      },
      compare,
    ],
    firstCommand: { query: "workers:busy:ratio_avg5m{$service}" },
    panel: "http/workers",
    instance: proofGroupInstance,
    worlds: {
      "prom-client": (phases) =>
        workerSeries(
          "prom-client",
          mapPhases(phases, () => ({})),
        ),
    },
    inAnyReplica: true,
  });
