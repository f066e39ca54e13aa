import { lateAttribute, lateMinutes } from "../../../exporters/pipeline/late";
import { derivedJob } from "../../../exporters/scrape/targets";
import type { Alert } from "../../model";
import { minutes } from "../../promql";
import { label, text } from "../../template";
import { growthAlert } from "./make";
import { spanCalls } from "./series-detail";

const window = minutes(5);
/** `for` in seconds. After an outage, SDKs and queues send buffered spans for a few minutes, which is not a fault. */
const wait = 600;

/** Alert for a service whose spans keep arriving late, e.g. because its exporter's queue is full or its clock is behind. */
export const spansLate = (): Alert =>
  growthAlert(
    {
      name: "SpansLate",
      symptom: "traces",
      severity: "warning",
      summary: text`${label("system")}/${label("service")}: spans arrive too late`,
      impact: `Spans arrive more than ${lateMinutes} minutes after their end. The gateway counts them when they arrive, so panels from traces show calls at the wrong time, and calls between services are missing in the service graph. Alerts on HTTP metrics are not affected.`,
      firstSteps: [
        "Compare the clock of the service's host with that of another host (`date -u`). If the service's clock is behind, all its spans seem late: correct the clock.",
        {
          step: "Read the service's log for errors of the OpenTelemetry exporter, such as timeouts or rejected batches. After an outage, the exporter sends the spans that it had buffered, and these are late.",
          command: { logs: "<system>/<service>", grep: "export" },
        },
        "If a Collector or a queue is between the service and the gateway, check whether its queue is full. Restart it with an empty queue, or send to the gateway directly.",
      ],
      firstCommand: { query: 'sum by (system, service) (increase(traces_spanmetrics_calls_total{late="true"}[15m]))' },
      panel: "stack/traces",
    },
    {
      counters: [spanCalls.text],
      matching: { [lateAttribute]: "true" },
      other: { job: derivedJob, span_name: "GET /", span_kind: "SPAN_KIND_SERVER", status_code: "STATUS_CODE_UNSET" },
      window,
      wait,
      harmless: 240,
      noData: {
        is: "harmless",
        because: "without new spans, none is late; TargetDown fires for the gateway if its span metrics are missing",
      },
    },
  );
