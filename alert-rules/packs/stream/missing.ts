import type { Alert } from "../../model";
import { mapPhases } from "../../proofs/samples";
import { promql } from "../../promql";
import { label, text } from "../../template";
import { compare, expectedOf, reportedMissing, where } from "../target/declared";
import { streamsActive } from "./series";
import { proofStreamInstance, streamSeries } from "./world";

/** Alert for a kind of stream that the catalogue declares and no replica reports. */
export const streamsMissing = (): Alert =>
  reportedMissing({
    name: "StreamsMissing",
    severity: "warning",
    label: "stream",
    expected: expectedOf.streams,
    seen: promql`${streamsActive.name}`,
    summary: text`${where}: metrics of streams of ${label("stream")} are missing`,
    impact: "If streams break or stall, no alert fires.",
    firstSteps: [
      {
        step: "Check which streams the service reports. It must report a kind of stream from its start, even before the first stream.",
        command: { request: "metrics" },
      },
      compare,
    ],
    firstCommand: { query: "stream:active:count{$service}" },
    panel: "streams/active",
    instance: proofStreamInstance,
    worlds: {
      "prom-client": (phases) =>
        streamSeries(
          "prom-client",
          mapPhases(phases, () => ({})),
        ),
    },
    inAnyReplica: true,
  });
