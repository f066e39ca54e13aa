import type { Alert } from "../../model";
import { mapPhases } from "../../proofs/samples";
import { promql } from "../../promql";
import { serviceErrors } from "../../step-commands";
import { label, text } from "../../template";
import { compare, expectedOf, reportedMissing, where } from "../target/declared";
import { iterationAge } from "./series";
import { loopSeries, proofLoopInstance } from "./world";

/** Alert for a loop that the catalogue declares and no replica reports. */
export const loopMissing = (): Alert =>
  reportedMissing({
    name: "LoopMissing",
    severity: "critical",
    label: "loop",
    expected: expectedOf.loops,
    seen: promql`${iterationAge.name}`,
    summary: text`${where}: metrics of loop ${label("loop")} are missing`,
    impact: "The loop may not run, and its alerts cannot fire.",
    firstSteps: [
      { step: "Read the errors in the log of the service. The start of the loop may have failed.", command: serviceErrors },
      { step: "Check which loops the service reports.", command: { request: "metrics" } },
      compare,
    ],
    firstCommand: { query: "loop:iteration_age_seconds{$service}" },
    panel: "loops/iterations",
    instance: proofLoopInstance,
    worlds: {
      "prom-client": (phases) =>
        loopSeries(
          "prom-client",
          mapPhases(phases, () => ({})),
        ),
    },
    inAnyReplica: true,
  });
