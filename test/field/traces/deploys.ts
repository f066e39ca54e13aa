import { httpInstance, pod, type Load } from "../language/http";
import { answered, gone, refused, restarted, type Timeline } from "../language/timeline";
import { trace, type Trace } from "../language/trace";
import { discovered } from "../names";

const busy: Load = { rps: 10 };
const old = { past: { requests: 4_000_000, failed: 900 } };
const none: Load = { rps: 0 };

/** A pod that serves until `minute`, refuses one scrape while it drains, and then does not exist. */
const drained = (minute: number, length: number, load: Load = busy): Timeline<Load> => [
  answered(minute, load),
  refused(0.25, none),
  gone(length - minute - 0.25, none),
];
/** A pod that is discovered at `minute` and answers `pull` minutes later. */
const arrives = (minute: number, pull: number, length: number, load: Load = busy): Timeline<Load> => [
  gone(minute, none),
  refused(pull, none),
  restarted(answered(length - minute - pull, load)),
];

const rolling = discovered("rolling-update");
const blueGreen = discovered("blue-green");
const drainErrors = discovered("drain-errors");
const canary = discovered("canary");
const recreate = discovered("recreate");
const thrice = discovered("three-deploys");
const slowPull = discovered("slow-pull");

/** Traces of deployments as Kubernetes performs them. */
export const deploys: readonly Trace[] = [
  trace("rolling update of three pods, each of which pulls its image for a minute", 60, [rolling], (every) =>
    [0, 1, 2].flatMap((number) => [
      ...httpInstance(pod(rolling, 10 + number), drained(22 + number * 2, 60), every, old),
      ...httpInstance(pod(rolling, 20 + number), arrives(20 + number * 2, 1, 60), every),
    ]),
  ),
  trace("blue-green switch: all pods are replaced at once", 60, [blueGreen], (every) =>
    [0, 1].flatMap((number) => [
      ...httpInstance(pod(blueGreen, 10 + number), drained(30, 60), every, old),
      ...httpInstance(pod(blueGreen, 20 + number), [gone(25, none), restarted(answered(5, none)), answered(30, busy)], every),
    ]),
  ),
  trace("a deploy drops a few requests while each pod drains", 60, [drainErrors], (every) =>
    [0, 1, 2].flatMap((number) => [
      ...httpInstance(
        pod(drainErrors, 10 + number),
        [answered(21.75 + number * 2, busy), answered(0.25, { rps: 10, failed: 0.04 }), ...drained(0.25, 38 - number * 2, none)],
        every,
        old,
      ),
      ...httpInstance(pod(drainErrors, 20 + number), arrives(20 + number * 2, 0.5, 60), every),
    ]),
  ),
  trace("a canary with a twentieth of the traffic fails three requests and is rolled back", 60, [canary], (every) => [
    ...httpInstance(pod(canary, 10), [answered(60, { rps: 19 })], every, old),
    ...httpInstance(
      pod(canary, 20),
      [gone(20, none), restarted(answered(5, { rps: 1 })), answered(2, { rps: 1, failed: 0.025 }), refused(0.25, none), gone(32.75, none)],
      every,
    ),
  ]),
  trace("the only pod of a service is recreated in 45 seconds", 60, [recreate], (every) => [
    ...httpInstance(pod(recreate, 10), drained(25, 60), every, old),
    ...httpInstance(pod(recreate, 20), arrives(25, 0.75, 60), every),
  ]),
  trace("three deploys within an hour", 60, [thrice], (every) =>
    [0, 1, 2, 3].flatMap((generation) => {
      const born = generation * 15;
      const timeline: Timeline<Load> =
        generation === 0
          ? drained(16, 60)
          : generation === 3
            ? arrives(born, 0.5, 60)
            : [...arrives(born, 0.5, born + 16), refused(0.25, none), gone(60 - born - 16.25, none)];
      return [0, 1].flatMap((number) => httpInstance(pod(thrice, 10 + generation * 10 + number), timeline, every));
    }),
  ),
  trace("a new pod pulls its image for two minutes while the old ones serve", 60, [slowPull], (every) => [
    ...httpInstance(pod(slowPull, 10), [answered(60, busy)], every, old),
    ...httpInstance(pod(slowPull, 11), drained(23, 60), every, old),
    ...httpInstance(pod(slowPull, 20), arrives(20, 2, 60), every),
  ]),
];
