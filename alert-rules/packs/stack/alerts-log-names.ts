import type { Alert } from "../../model";
import { minutes } from "../../promql";
import { label, text } from "../../template";
import { growthAlert } from "./make";
import { storeMessages } from "./series-detail";

/** The source file of VictoriaLogs whose only warning is about dropped log lines. The start of the file's path depends on the build. */
export const blockMessages = { pattern: ".*/lib/logstorage/block[.]go:.*", example: "VictoriaLogs@v1.52.1/lib/logstorage/block.go:264" };

/**
 * Alert for log lines that VictoriaLogs acknowledges but does not store, because the attributes of the service's lines have too many
 * different names. No metric counts these lines, so the alert counts VictoriaLogs' warnings about them.
 */
export const logAttributesTooMany = (): Alert =>
  growthAlert(
    {
      name: "LogAttributesTooMany",
      symptom: "logs",
      severity: "warning",
      summary: text`${label("service")}: log lines are lost, because their attributes have too many different names`,
      impact:
        "VictoriaLogs stores no more than 2,000 different names of attributes at once for a service. It drops further lines, and their sender does not notice.",
      firstSteps: [
        {
          step: "Read the warnings in VictoriaLogs' log. They list the names, and say how many lines were dropped.",
          command: { logs: "victoria-logs", grep: "unique field names" },
        },
        "Search the logs of the last hour for one of the names that vary. The lines that were stored show which service sends them.",
        "Change this application: put what varies into the value of an attribute, not into its name. The gateway moves only names that contain an ID, such as four digits, to another attribute (docs/decisions/0171-names-of-attributes-with-ids.md).",
      ],
      firstCommand: { query: 'sum(increase(vm_log_messages_total{location=~".*/lib/logstorage/block[.]go:.*"}[1h]))' },
      panel: "stack/logs",
    },
    {
      counters: [storeMessages.text],
      only: { [storeMessages.text]: { location: blockMessages } },
      other: { level: "warn", is_printed: "true" },
      ignored: {
        [storeMessages.text]: { level: "warn", is_printed: "true", location: "VictoriaLogs@v1.52.1/lib/logstorage/storage.go:368" },
      },
      window: minutes(5),
      wait: 60,
      appears: true,
    },
  );
