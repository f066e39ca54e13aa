import { heartbeatAlert } from "../../../exporters/model/naming";
import { fixed } from "../../condition";
import type { Alert } from "../../model";
import type { RawSeries } from "../../proofs/samples";
import { gauge, gone, hold, step } from "../../proofs/samples";
import type { Check } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { labels, metric, promql } from "../../promql";
import { label, text } from "../../template";

const up = metric("up");
/** The alert fires while the newest sample is younger than this, in seconds. */
const fresh = 120;
const identity = ["environment"];

/** A series that ends without a staleness marker, as on a full disk, and resumes after `silent` seconds for `again` seconds. */
const endless = (series: RawSeries, silent: number, again: number): RawSeries => ({
  ...series,
  samples: [...series.samples, ...Array<undefined>(silent / step).fill(undefined), ...Array<number>(again / step).fill(1)],
});

const check = (at: number, firing: boolean): Check => ({
  at,
  alert: heartbeatAlert,
  severity: "info",
  identity,
  firing: firing ? [{ environment: proofService.environment }] : [],
});

const target = { ...proofService, job: "prom-client", instance: "web:9464" };

/** The dead man's switch. It fires as long as Prometheus stores fresh samples, whereas `vector(1)` would keep firing on a full disk. */
export const deadMansSwitch = (): Alert => ({
  name: heartbeatAlert,
  symptom: "heartbeat",
  severity: "info",
  condition: fixed(
    {
      name: up,
      help: "Age of the newest sample",
      dimension: "duration",
      compared: promql`time() - max by (${labels(...identity)}) (timestamp(${up}))`,
    },
    "<",
    fresh,
  ),
  for: undefined,
  identity,
  noData: { is: "harmless", because: "it fires only while samples arrive; the external monitor notifies on-call instead" },
  summary: text`${label("environment")}: monitoring is alive`,
  impact: "None while the alert fires. When its heartbeat stops, other alerts may fail to reach on-call too.",
  firstSteps: [
    {
      step: "If the external monitor misses the heartbeat, check whether Prometheus and Alertmanager run, and whether Alertmanager can reach the monitor.",
      command: [{ replicas: "prometheus" }, { replicas: "alertmanager" }],
    },
    {
      step: "Check whether Prometheus stores samples: check the disk space, the targets, and the Prometheus log for write errors.",
      command: { logs: "prometheus", grep: "err" },
    },
    "Until the heartbeat is back, check the services manually. Do not rely on any other alert.",
  ],
  firstCommand: { logs: "alertmanager" },
  panel: "stack/heartbeat",
  proofs: () => ({
    fires: [
      {
        title: "DeadMansSwitch fires while fresh samples arrive",
        series: [gauge("up", target, [hold(900, 1)]), gauge("up", { ...target, instance: "removed:9464" }, [hold(300, 1)])],
        checks: [check(0, true), check(300, true), check(480, true), check(885, true)],
      },
      {
        title: "DeadMansSwitch fires while all targets are down: other alerts cover that, and samples are fresh",
        series: [gauge("up", target, [hold(900, 0)])],
        checks: [check(885, true)],
      },
    ],
    quiet: [
      {
        title: "DeadMansSwitch stops when samples end without a staleness marker, as on a full disk",
        series: [endless(gauge("up", target, [hold(600, 1)]), 600, 0)],
        checks: [check(585, true), check(585 + fresh - step, true), check(585 + fresh, false), check(1200, false)],
      },
    ],
    resolves: [
      {
        title: "DeadMansSwitch stops and resumes with the samples",
        series: [endless(gauge("up", target, [hold(600, 1)]), 600, 300)],
        checks: [check(1185, false), check(1215, true), check(1485, true)],
      },
    ],
    noData: [
      {
        title: "DeadMansSwitch is silent when nothing is scraped at all",
        series: [gauge("up", target, [hold(300, 1), gone(600)])],
        checks: [check(285, true), check(330, false), check(885, false)],
      },
    ],
  }),
});
