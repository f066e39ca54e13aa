import { fixed } from "../../condition";
import { identity, serviceKey, type Alert } from "../../model";
import { moments } from "../../proofs/patterns";
import { gauge, gone, hold, type Phase } from "../../proofs/samples";
import type { Scenario } from "../../proofs/scenario";
import { proofService, upOf } from "../../proofs/service";
import { labels, metric, minutes, promql } from "../../promql";
import { text, value } from "../../template";
import { growthAlert } from "../stack/make";
import { targetDownProof } from "../target/alerts";
import { hostName } from "./make";
import { hostTarget } from "./world";

/** Alert for a process that the kernel has killed for its memory. It also fires if a container exceeds its limit. */
export const hostOomKill = (): Alert =>
  growthAlert(
    {
      name: "HostOomKill",
      symptom: "oom",
      severity: "warning",
      summary: text`${hostName}: the kernel has killed a process, because the host or a container had no memory left`,
      impact: "The requests and jobs of the process are lost. If it has a leak, it will be killed again.",
      firstSteps: [
        "Find the process: run `dmesg --ctime | grep -i 'killed process'` on the host.",
        {
          step: "Check whether the host has little memory. If not, the process exceeded the memory limit of its container.",
          command: { query: "host:memory_available:ratio" },
        },
        "Raise the limit of the container, or find the leak. Compare the time with the last deployment.",
      ],
      firstCommand: { query: "increase(node_vmstat_oom_kill[1h])" },
      panel: "hosts/oom",
    },
    { counters: ["node_vmstat_oom_kill"], window: minutes(10), extra: { instance: hostTarget.instance }, wait: 0 },
  );

const bootTime = metric("node_boot_time_seconds");
const seen = minutes(30);
const instance = { ...proofService, instance: hostTarget.instance };
const { fires, quiet, edges } = moments("HostRestarted", "info", instance);

/** Simulates a host. A phase is its start time. */
const scenario = (title: string, phases: readonly Phase<number>[], checks: Scenario["checks"]): Scenario => ({
  title: `HostRestarted ${title}`,
  series: [gauge(bootTime.text, hostTarget, phases), upOf(hostTarget.job, phases)],
  checks,
});

/**
 * Alert for a host that was restarted. The start time is compared with an earlier one, so that a new host does not fire the alert. The
 * kernel derives the start time from its clock, so small corrections of the clock change it.
 */
export const hostRestarted = (): Alert => {
  const down = targetDownProof(hostTarget.job);
  return {
    name: "HostRestarted",
    symptom: "host-restart",
    severity: "info",
    condition: fixed(
      {
        name: bootTime,
        help: `Change of a host's start time within ${seen.text}`,
        dimension: "duration",
        compared: promql`max by (${labels(...serviceKey, "instance")}) (max_over_time(${bootTime}[${seen}]) - min_over_time(${bootTime}[${seen}]))`,
      },
      ">",
      60,
    ),
    for: undefined,
    identity: [...identity, "instance"],
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${hostName}: the host was restarted, its start time has changed by ${value("duration")}`,
    impact: "All programs on this host were down during the restart.",
    firstSteps: [
      "Find out why: run `last -x reboot shutdown` and `journalctl --boot=-1 --lines=50` on the host.",
      { step: "Check that all programs are back.", command: { query: "up == 0" } },
      "If the host was not restarted, its clock was set. Check the time service of the host.",
    ],
    firstCommand: { query: "time() - node_boot_time_seconds" },
    panel: "hosts/uptime",
    proofs: {
      fires: [
        scenario(
          "fires after a restart of two minutes",
          [hold(600, 100_000), gone(120), hold(900, 100_700)],
          [quiet(585), quiet(705), fires(735), fires(1605), ...edges(720)],
        ),
      ],
      quiet: [
        scenario("is quiet for a new host", [gone(600), hold(1200, 100_500)], [quiet(600), quiet(1785)]),
        scenario(
          "is quiet while the clock is corrected by up to a minute",
          [hold(600, 100_000), hold(600, 100_001), hold(600, 100_060)],
          [quiet(615), quiet(1215), quiet(1785)],
        ),
        scenario(
          "is quiet when only the exporter restarts",
          [hold(600, 100_000), gone(120), hold(900, 100_000)],
          [quiet(720), quiet(1605)],
        ),
      ],
      resolves: [
        scenario(
          "resolves half an hour after the restart",
          [hold(600, 100_000), hold(3000, 101_000)],
          [fires(660), fires(2370), quiet(2400), ...edges(600, 2385)],
        ),
      ],
      noData: [
        {
          ...scenario("leaves a host that stays down to TargetDown", [hold(600, 100_000), gone(600)], [quiet(1185)]),
          checks: [quiet(1185), { at: 1185, alert: down.alert, severity: down.severity, identity: down.identity, firing: [down.instance] }],
        },
      ],
    },
  };
};
