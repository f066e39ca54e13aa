import { fixed } from "../../condition";
import type { Alert } from "../../model";
import type { RawSeries } from "../../proofs/samples";
import { gauge, gone, hold, step } from "../../proofs/samples";
import type { Check } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { labels, metric, promql } from "../../promql";
import { label, text } from "../../template";

/** The alert that always fires; an outside receiver raises the alarm when it stops hearing it. */
export const heartbeatAlert = "DeadMansSwitch";

const up = metric("up");
/** Seconds after which the newest sample is too old to call the stack alive. */
const fresh = 120;
const identity = ["environment"];

/** `up` that simply ends, without the marker of a target that went away: what a full disk leaves. */
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

/** Fires as long as fresh samples are stored. `vector(1)` would go on firing over a full disk. */
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
  noData: { is: "harmless", because: "its silence is the signal: the receiver outside raises the alarm" },
  summary: text`${label("environment")}: monitoring is alive`,
  impact: "None while it fires. When it stops, nobody is told of anything else.",
  firstSteps: [
    "If the receiver outside misses it: see whether Prometheus and Alertmanager run and reach the receiver.",
    "See whether Prometheus stores samples: disk space, write errors in its log, targets.",
    "Until it beats again, watch the services by hand; no other alert can be trusted.",
  ],
  panel: "stack/heartbeat",
  proofs: {
    fires: [
      {
        title: "DeadMansSwitch fires while fresh samples arrive",
        series: [gauge("up", target, [hold(900, 1)])],
        checks: [check(0, true), check(300, true), check(885, true)],
      },
      {
        title: "DeadMansSwitch fires while all targets are down: that is told by others, and samples are fresh",
        series: [gauge("up", target, [hold(900, 0)])],
        checks: [check(885, true)],
      },
    ],
    quiet: [
      {
        title: "DeadMansSwitch stops when samples stop without a word, as on a full disk",
        series: [endless(gauge("up", target, [hold(600, 1)]), 600, 0)],
        checks: [check(585, true), check(585 + fresh - step, true), check(585 + fresh + step, false), check(1200, false)],
      },
    ],
    resolves: [
      {
        title: "DeadMansSwitch stops with the samples and returns with them",
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
  },
});
