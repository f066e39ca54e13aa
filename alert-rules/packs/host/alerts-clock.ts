import { fixed } from "../../condition";
import { latest } from "../../latest";
import type { Alert } from "../../model";
import { bridged } from "../../proofs/patterns";
import { promql } from "../../promql";
import { text, value } from "../../template";
import { hostAlert, hostName } from "./make";
import { clockAhead } from "./series";

/** A scrape may last 10 seconds, and its samples have the time of its start, so smaller differences say nothing about the clock. */
const most = 10;
const wait = 300;

/** Alert for a host whose clock differs from the clock of Prometheus. */
export const hostClockWrong = (): Alert =>
  hostAlert(
    {
      name: "HostClockWrong",
      symptom: "clock",
      severity: "warning",
      summary: text`${hostName}: the host's clock differs from Prometheus' clock by ${value("duration")}`,
      impact:
        "Logs and spans of this host have wrong times. Tokens and certificates may be refused, and alerts about times, such as the age of a backup, are wrong.",
      firstSteps: [
        {
          step: "Find out which clock is wrong. If all hosts differ by the same time, the clock of Prometheus' host is wrong.",
          command: { query: "node_time_seconds - timestamp(node_time_seconds)" },
        },
        {
          step: "Find out whether the kernel's clock is synchronised: 1 means yes.",
          command: { query: "node_timex_sync_status" },
        },
        "Check the time service on the host: run `timedatectl timesync-status` or `chronyc tracking`. Start it, or allow UDP port 123 to its servers.",
      ],
      firstCommand: { query: "host:clock_ahead:seconds" },
      panel: "hosts/clock",
    },
    {
      condition: fixed(
        {
          ...clockAhead,
          help: "Difference between the clocks of a host and of Prometheus",
          compared: promql`abs(${latest(clockAhead.name)})`,
        },
        ">",
        most,
      ),
      wait,
      proofs: { beyond: { ahead: most + 1 }, inside: { ahead: most - 1 }, settle: 15, times: bridged, after: 180 },
      quiet: [
        ["a clock that is 9 seconds behind", { ahead: 1 - most }],
        ["a clock exactly at the threshold", { ahead: most }],
      ],
    },
  );
