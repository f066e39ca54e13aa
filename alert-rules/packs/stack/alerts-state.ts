import type { Alert } from "../../model";
import { minutes } from "../../promql";
import { label, text } from "../../template";
import { growthAlert } from "./make";

/** Alertmanager saves its state every 15 minutes. The window always contains two attempts, so the alert keeps firing while saving fails. */
const window = minutes(35);

/** Alert for Alertmanager if it cannot save its silences or its log of notifications, for example because its volume is full. */
export const notificationStateNotSaved = (): Alert =>
  growthAlert(
    {
      name: "NotificationStateNotSaved",
      symptom: "storage",
      severity: "warning",
      summary: text`${label("service")}: silences or the log of notifications cannot be saved`,
      impact: "When Alertmanager restarts, new silences are lost, and notifications that were already sent are sent again.",
      firstSteps: [
        "Read Alertmanager's log for the file and the error.",
        {
          step: "Check whether the volume is full or read-only. Alertmanager exposes no metric about it.",
          command: { disk: "alertmanager" },
        },
        "Enlarge the volume, or free space on the host's disk. Do not restart Alertmanager before it can save its state.",
      ],
      firstCommand: { logs: "alertmanager", grep: "err" },
      panel: "stack/storage",
    },
    {
      counters: ["alertmanager_nflog_maintenance_errors_total", "alertmanager_silences_maintenance_errors_total"],
      window,
      wait: 0,
    },
  );
