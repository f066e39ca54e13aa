import type { Severity } from "../../../exporters/model/thresholds";
import { fixed } from "../../condition";
import { serviceKey, type Alert } from "../../model";
import { labels, promql } from "../../promql";
import { label, text, value } from "../../template";
import { latest } from "../../latest";
import { stateAlert } from "./make";
import { traceDiskFree } from "./series-detail";
import { gaugeWorld } from "./world";

const by = labels(...serviceKey);
const place = label("service");
const gibibyte = 2 ** 30;

const diskFilling = (severity: Severity, free: number, impact: string): Alert =>
  stateAlert(
    {
      name: "TraceDiskFilling",
      symptom: "storage",
      severity,
      summary: text`${place}: only ${value("bytes")} of its disk are free`,
      impact,
      firstSteps: [
        "Find out what grows on this disk: traces, logs, metrics, or images.",
        "Enlarge the disk, shorten the retention of traces in the catalogue, or lower `traceSampling`. Jaeger deletes spans only after the retention time.",
        "If Jaeger has already exited, first free space, then start it. It opens its database with all spans that it had acknowledged. The gateway delivers the others from its queue.",
      ],
      firstCommand: { query: "jaeger_storage_badger_value_log_bytes_available" },
      panel: "stack/storage",
    },
    {
      condition: fixed(
        {
          name: traceDiskFree,
          help: "Free space of Jaeger's disk",
          dimension: "bytes",
          compared: promql`min by (${by}) (${latest(traceDiskFree)})`,
        },
        "<",
        free,
      ),
      wait: 60,
      worlds: [gaugeWorld(traceDiskFree.text, { kind: "badger", name: "store", role: "tracestore" })],
      bad: free - 1,
      good: free,
    },
  );

/** Alerts for Jaeger's disk. Jaeger's database has no size limit, and Jaeger exits when it cannot write. */
export const traceDiskFilling = (): Alert[] => [
  diskFilling("critical", gibibyte, "When the disk is full, Jaeger exits, and no trace can be stored or searched."),
  diskFilling("warning", 2 * gibibyte, "When the disk is full, Jaeger exits, and no trace can be stored or searched."),
];
