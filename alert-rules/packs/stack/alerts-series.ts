import { expression } from "../../condition";
import { identity, serviceKey, type Alert } from "../../model";
import { firesInstead } from "../../proofs/patterns";
import { gauge, gone, hold, type Phase } from "../../proofs/samples";
import type { Check, Proofs } from "../../proofs/scenario";
import { proofService, upOf } from "../../proofs/service";
import { labels, minutes, promql, scalar } from "../../promql";
import { label, text, value } from "../../template";
import { targetDownProof } from "../target/alerts";
import { stackAlert } from "./make";
import { latest } from "../../latest";
import { headSeries } from "./series-detail";
import { stackTarget } from "./world";

const by = labels(...serviceKey);
const place = label("service");
const enoughSeries = 100_000;

function growingProofs(name: string, wait: number): Proofs {
  const before = 1800;
  const series = (phases: readonly Phase<number>[]) => [gauge(headSeries.text, stackTarget, phases), upOf("stack", phases)];
  const check = (at: number, firing: boolean): Check => ({
    at,
    alert: name,
    severity: "warning",
    identity,
    firing: firing ? [proofService] : [],
  });
  const exactly = (at: number, firing: boolean): Check => ({ ...check(at, firing), exact: true });
  const jump = [hold(before, 60_000), hold(1800, 130_000)];
  /**
   * The numbers of series with which the alert compares later numbers: 130,000, then 60,000, then none (failed scrapes), then 60,000 again.
   */
  const earlier = [hold(600, 130_000), hold(300, 60_000), gone(90), hold(before - 990, 60_000)];
  const successor = targetDownProof("stack");
  const of = (service: string, replica: number, first: number, then: number) =>
    gauge(headSeries.text, { ...stackTarget, service, instance: `${replica}.${service}:9090` }, [hold(before, first), hold(before, then)]);
  return {
    fires: [
      {
        title: `${name} fires when series double within half an hour`,
        series: series(jump),
        checks: [check(before + wait - 15, false), check(before + wait, true)],
      },
      {
        title: `${name} fires exactly while series are more than twice as many as half an hour before`,
        series: series([...earlier, hold(1800, 130_000)]),
        checks: [
          exactly(before + 600 + wait - 15, false),
          exactly(before + 600 + wait, true),
          exactly(before + 990 - 15, false),
          exactly(before + before - 15, true),
          exactly(before + before, false),
        ],
      },
    ],
    quiet: [
      {
        title: `${name} is quiet for growth in a small Prometheus and for slow growth in a large one`,
        series: [
          ...series([hold(before, 1000), hold(before, 100_000)]),
          ...[1, 2].map((replica) => of("small", replica, 30_000, 90_000)),
          of("large", 1, 200_000, 400_000),
          of("large", 2, 1000, 1000),
        ],
        checks: [check(before, false), check(before + wait + 60, false), check(2 * before - 15, false)],
      },
    ],
    resolves: [
      {
        title: `${name} resolves when the number of series drops again`,
        series: series([...jump, hold(900, 60_000)]),
        checks: [check(before + 1785, true), check(before + 1830, false)],
      },
      ...[
        { title: "fewer than twice as many as before", from: 60_000, to: 110_000 },
        { title: "few", from: 40_000, to: 90_000 },
      ].map(({ title, from, to }) => ({
        title: `${name} resolves at once when series are ${title}`,
        series: series([hold(before, from), hold(900, 130_000), hold(300, to)]),
        checks: [check(before + 885, true), check(before + 900, false)] as const,
      })),
    ],
    noData: [
      {
        title: `${name} leaves missing data to TargetDown`,
        series: series([...jump, gone(600)]),
        checks: [check(before + 1785, true), check(before + 2100, false), firesInstead(successor, before + 2100)],
      },
    ],
  };
}

/**
 * Alert for a number of series that is above `enoughSeries` and has more than doubled within half an hour. The cause is probably a label
 * with unbounded values.
 */
export const seriesGrowing = (): Alert => {
  const wait = 300;
  const name = "SeriesGrowing";
  return stackAlert({
    name,
    symptom: "storage",
    severity: "warning",
    summary: text`${place}: ${value("count")} series are in memory, more than twice as many as half an hour ago`,
    impact: "Prometheus needs more memory with every series. When memory runs out, all monitoring stops.",
    firstSteps: [
      {
        step: "Open the TSDB status page of Prometheus. It lists the metrics and labels with the most series.",
        command: { request: "series" },
      },
      "Check what was deployed when the growth started.",
      "Remove the label with the many values from the metric in the application, or drop the metric in the scrape configuration.",
    ],
    firstCommand: { query: "topk(10, scrape_samples_scraped)" },
    panel: "stack/storage",
    condition: expression(
      `Prometheus has more than ${enoughSeries} series in memory, and more than twice as many as 30 minutes ago`,
      promql`
      max by (${by}) (${latest(headSeries)}) > ${scalar(enoughSeries)}
        and
      max by (${by}) (${latest(headSeries)}) > 2 * max by (${by}) (last_over_time(${headSeries}[${minutes(1)}] offset ${minutes(30)}))`,
    ),
    wait,
    proofs: () => growingProofs(name, wait),
  });
};
