import { httpInstance, pod, type Load } from "../language/http";
import { answered, changing, repeated, restarted } from "../language/timeline";
import { trace, type Trace } from "../language/trace";
import { discovered } from "../names";

const busy: Load = { rps: 10 };
const none: Load = { rps: 0 };
const old = { past: { requests: 4_000_000, failed: 900 } };
const fresh = {};
/** Returns a step with exactly `count` requests in one scrape interval. */
const burst = (count: number, load: Omit<Load, "rps"> = {}) => answered(0.25, { rps: count / 15, ...load });

const idle = discovered("idle-night");
const minuteTraffic = discovered("one-a-minute");
const rareTraffic = discovered("one-in-five-minutes");
const evening = discovered("evening");
const unused = discovered("never-asked");
const scanners = discovered("scanners");
const slowReport = discovered("slow-report");
const morning = discovered("morning");
const fewFail = discovered("two-of-sixty");

/** Simulated periods (`Trace`) with little, no or unusual traffic. */
export const quiet: readonly Trace[] = [
  trace("an idle night: no requests for 35 minutes", 60, [idle], (every) => [
    ...httpInstance(pod(idle, 10), [answered(15, busy), answered(45, none)], every, old),
    ...httpInstance(pod(idle, 11), [answered(15, busy), answered(45, none)], every, old),
  ]),
  trace("one request a minute, and one of them fails", 60, [minuteTraffic], (every) =>
    httpInstance(
      pod(minuteTraffic, 10),
      [
        ...repeated(30, burst(1), answered(0.75, none)),
        burst(1, { failed: 1 }),
        answered(0.75, none),
        ...repeated(29, burst(1), answered(0.75, none)),
      ],
      every,
      old,
    ),
  ),
  trace("one request in five minutes, and one of them fails", 60, [rareTraffic], (every) =>
    httpInstance(
      pod(rareTraffic, 10),
      [
        ...repeated(6, burst(1), answered(4.75, none)),
        burst(1, { failed: 1 }),
        answered(4.75, none),
        ...repeated(5, burst(1), answered(4.75, none)),
      ],
      every,
      fresh,
    ),
  ),
  trace("two of forty requests fail, half an hour apart", 60, [fewFail], (every) =>
    httpInstance(
      pod(fewFail, 10),
      repeated(
        2,
        ...repeated(14, burst(1), answered(0.75, none)),
        burst(1, { failed: 1 }),
        answered(0.75, none),
        ...repeated(15, burst(1), answered(0.75, none)),
      ),
      every,
      old,
    ),
  ),
  trace("traffic ends in the evening, and the last request fails", 60, [evening], (every) =>
    httpInstance(
      pod(evening, 10),
      [...changing(29, (minute) => ({ rps: (30 - minute) / 60 })), answered(0.75, none), burst(1, { failed: 1 }), answered(30, none)],
      every,
      old,
    ),
  ),
  trace("a new service without any requests yet", 60, [unused], (every) =>
    httpInstance(pod(unused, 10), [restarted(answered(60, none))], every),
  ),
  trace("scanners: four of five requests are answered with 404", 60, [scanners], (every) =>
    httpInstance(pod(scanners, 10), [answered(20, busy), answered(20, { rps: 50, notFound: 0.8 }), answered(20, busy)], every, old),
  ),
  trace("an idle service answers one report in 8 seconds every ten minutes", 60, [slowReport], (every) =>
    httpInstance(pod(slowReport, 10), repeated(6, burst(1, { slow: 1, slowSeconds: 8 }), answered(9.75, none)), every, old),
  ),
  trace("the morning: traffic grows from 0 to 200 requests per second in half an hour", 60, [morning], (every) =>
    [10, 11].flatMap((number) =>
      httpInstance(
        pod(morning, number),
        changing(60, (minute) => ({ rps: Math.min(100, minute * 3.4), failed: 0.0002 })),
        every,
        old,
      ),
    ),
  ),
];
