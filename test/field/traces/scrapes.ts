import { httpInstance, pod, type Load } from "../language/http";
import { answered, gone, refused, repeated, restarted, unseen, type Timeline } from "../language/timeline";
import { trace, type Trace } from "../language/trace";
import { bullmqWorker, type QueueLoad } from "../language/workers";
import { catalogue, discovered, queues } from "../names";

const busy: Load = { rps: 10 };
const none: Load = { rps: 0 };
const old = { past: { requests: 4_000_000, failed: 900 } };
const jobsRun: QueueLoad = { waiting: 3, oldest: 2, done: 0.5 };
const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

const quarter = discovered("quarter-of-scrapes");
const pairs = discovered("two-scrapes-in-ten-minutes");
const silent = discovered("four-scrapes-unseen");
const outwards = discovered("scale-out");
const inwards = discovered("scale-in");
const toZero = discovered("scale-to-zero");
const route = discovered("new-route");
const firstError = discovered("first-error");
const spot = discovered("spot-nodes");

/** Traces with gaps, new series, pods that start and stop, and workers whose clock is wrong. */
export const scrapes: readonly Trace[] = [
  trace("every fourth scrape of one of two pods times out for an hour", 60, [quarter], (every) => [
    ...httpInstance(pod(quarter, 10), repeated(60, answered(0.75, busy), refused(0.25, busy)), every, old),
    ...httpInstance(pod(quarter, 11), [answered(60, busy)], every, old),
  ]),
  trace("two scrapes in a row time out once in ten minutes", 60, [pairs], (every) =>
    httpInstance(pod(pairs, 10), repeated(6, answered(9.5, busy), refused(0.5, busy)), every, old),
  ),
  trace("a minute of samples is lost without a staleness marker", 60, [silent], (every) =>
    httpInstance(pod(silent, 10), repeated(3, answered(19, busy), unseen(1, busy)), every, old),
  ),
  trace("scaled from 2 to 20 pods within two minutes", 60, [outwards], (every) => [
    ...[10, 11].flatMap((number) => httpInstance(pod(outwards, number), [answered(60, busy)], every, old)),
    ...numbers(18).flatMap((number) => {
      const born = 25 + (number % 8) * 0.25;
      return httpInstance(
        pod(outwards, 20 + number),
        [gone(born, none), refused(0.75, none), restarted(answered(59.25 - born, busy))],
        every,
      );
    }),
  ]),
  trace("scaled from 10 to 2 pods, which drain for half a minute", 60, [inwards], (every) =>
    numbers(10).flatMap((number) => {
      const timeline: Timeline<Load> =
        number < 2 ? [answered(60, busy)] : [answered(30, busy), answered(0.5, none), refused(0.25, none), gone(29.25, none)];
      return httpInstance(pod(inwards, 10 + number), timeline, every, old);
    }),
  ),
  trace("scaled to zero for 27 minutes and back", 60, [toZero], (every) => [
    ...httpInstance(pod(toZero, 10), [answered(15, { rps: 0.2 }), answered(3, none), gone(42, none)], every, old),
    ...httpInstance(pod(toZero, 11), [gone(45, none), refused(0.25, none), restarted(answered(14.75, { rps: 0.2 }))], every),
  ]),
  trace("spot nodes: every ten minutes one of five pods is replaced", 60, [spot], (every) => [
    ...numbers(4).flatMap((number) => httpInstance(pod(spot, 10 + number), [answered(60, busy)], every, old)),
    ...numbers(6).flatMap((number) => {
      const before = number * 10;
      const alive: Timeline<Load> = [restarted(answered(9.5, busy)), refused(0.25, none), gone(0.25, none)];
      return httpInstance(
        pod(spot, 30 + number),
        [gone(before, none), ...alive, gone(50 - before, none)].filter(({ minutes }) => minutes > 0),
        every,
      );
    }),
  ]),
  trace("a new route appears with its first request", 60, [route], (every) => [
    ...httpInstance(pod(route, 10), [answered(60, busy)], every, old),
    ...httpInstance(pod(route, 10), [answered(30, none), answered(0.25, { rps: 1 / 15 }), answered(29.75, none)], every, {
      route: "/refund",
    }).filter(({ name }) => name.startsWith("http_")),
  ]),
  trace("the first error of a pod is the only one in 36 000 requests", 60, [firstError], (every) =>
    httpInstance(pod(firstError, 10), [answered(30, busy), answered(0.25, { rps: 10, failed: 1 / 150 }), answered(29.75, busy)], every, {
      past: { requests: 4_000_000 },
    }),
  ),
  trace("a worker's clock is 3 minutes behind", 60, [catalogue.journalWorker], (every) =>
    bullmqWorker(catalogue.journalWorker, [queues.jobs], [answered(60, { ...jobsRun, clock: -180 })], every),
  ),
  trace("a worker's clock is 10 minutes ahead, and is then corrected", 60, [catalogue.siteWorker], (every) =>
    bullmqWorker(
      catalogue.siteWorker,
      [queues.automations, queues.exports],
      [answered(30, { ...jobsRun, clock: 600 }), answered(30, jobsRun)],
      every,
    ),
  ),
];
