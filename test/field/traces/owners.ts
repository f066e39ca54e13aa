import { postgresServer, type ServerLoad } from "../language/databases";
import { httpInstance, pod, type Load } from "../language/http";
import { answered, gone, tickSeconds, unseen } from "../language/timeline";
import { pushed, targetInfo } from "../language/checks";
import { requests } from "../language/http";
import { trace, type Trace } from "../language/trace";
import { bullmqWorker, type QueueLoad } from "../language/workers";
import { catalogue, discovered, queues, type Service } from "../names";

const busy: Load = { rps: 10 };
const old = { past: { requests: 4_000_000, failed: 900 } };
const jobsRun: QueueLoad = { waiting: 3, oldest: 2, done: 0.5 };
const server: ServerLoad = { primary: true, connections: 30, commits: 200 };
const before = (service: Service): Service => ({ ...service, owner: "former-team" });

const handedOver = discovered("handed-over");
/** After the change of owner, the counters continue from the values of the old series. Only the label `owner` differs. */
const later = { past: { requests: 4_000_000 + 30 * 600, failed: 900 } };

/** First minute at which alerts of catalogue services count: after the change, because the rules under test know only the new owner. */
const since = 30.5;

/**
 * Traces in which a label changes, such as the owner or the instance: the old series end and new series start. The last two traces are of
 * pushed series, which have no `up` and no staleness markers. The last trace is an exception: in it, no label changes.
 */
export const owners: readonly Trace[] = [
  trace("an HTTP service changes owner", 60, [handedOver], (every) => [
    ...httpInstance(pod(before(handedOver), 10), [answered(30, busy), gone(30, busy)], every, old),
    ...httpInstance(pod(handedOver, 10), [gone(30, { rps: 0 }), answered(30, busy)], every, later),
  ]),
  trace(
    "a worker changes owner",
    60,
    [catalogue.siteWorker],
    (every) =>
      [
        bullmqWorker(before(catalogue.siteWorker), [queues.automations, queues.exports], [answered(30, jobsRun), gone(30, jobsRun)], every),
        bullmqWorker(catalogue.siteWorker, [queues.automations, queues.exports], [gone(30, jobsRun), answered(30, jobsRun)], every),
      ].flat(),
    tickSeconds,
    since,
  ),
  trace(
    "a database changes owner",
    60,
    [catalogue.journalPostgres],
    (every) => [
      ...postgresServer(before(catalogue.journalPostgres), "primary", [answered(30, server), gone(30, server)], every),
      ...postgresServer(catalogue.journalPostgres, "primary", [gone(30, server), answered(30, server)], every),
    ],
    tickSeconds,
    since,
  ),
  trace("a pushing service is deployed: a new instance id, no staleness marker for the old one", 60, [catalogue.dashboard], (every) => {
    const [first, second] = [pushed(catalogue.dashboard, "a1"), pushed(catalogue.dashboard, "b2")];
    const [ends, begins] = [
      [answered(30, busy), unseen(30, { rps: 0 })],
      [unseen(30, { rps: 0 }), answered(30, busy)],
    ];
    return [
      targetInfo(first, ends, every),
      ...requests(first, "opentelemetry", ends, every, old),
      targetInfo(second, begins, every),
      ...requests(second, "opentelemetry", begins, every),
    ];
  }),
  trace("a pushing service has started and has no requests yet", 60, [catalogue.dashboard], (every) => [
    targetInfo(pushed(catalogue.dashboard, "a1"), [answered(60, busy)], every),
    // These series have no samples. They are listed, because `reachable` omits rules that read no listed series.
    ...requests(pushed(catalogue.dashboard, "a1"), "opentelemetry", [unseen(60, busy)], every),
  ]),
];
