import { firesInstead, moments, nonEmpty } from "../../proofs/patterns";
import { gone, hold, step, type Phase, type RawSeries } from "../../proofs/samples";
import type { Check, Proofs, Scenario } from "../../proofs/scenario";
import { upOf } from "../../proofs/service";
import { pushMissingProof, targetDownProof } from "../target/alerts";
import { proofStreamInstance, pushedStreams, scrapedStreams, streamSeries, type StreamState } from "./world";

const name = "StreamsLost";
const { quiet, fires, edges } = moments(name, "warning", proofStreamInstance);
const job = "prom-client";
/** The streams end at this second. */
const at = 600;
type Phases = readonly Phase<StreamState>[];

/** This many streams end in one step, for one reason. */
const end = (before: number, after: number, reason: keyof StreamState = "disconnected"): Phase<StreamState> =>
  hold(step, { open: after, [reason]: (before - after) / step });

/** Streams of which some end at `at`. */
const falls = (before: number, after: number, reason?: keyof StreamState): Phases => [
  hold(at, { open: before }),
  end(before, after, reason),
  hold(900 - step, { open: after }),
];

const scenario = (title: string, series: readonly RawSeries[], ...checks: readonly [Check, ...Check[]]): Scenario => ({
  title: `${name} warning ${title}`,
  series,
  checks,
});
const second = (phases: Phases): RawSeries[] => [...streamSeries(job, phases, "web-2:9464"), upOf(job, phases, { instance: "web-2:9464" })];
/** A process that starts after this many seconds with new counters. `Phases` begin with its start. */
const starting = (seconds: number, phases: Phases, instance: string): RawSeries[] => [
  ...streamSeries(job, [gone(seconds), ...phases], instance),
  upOf(job, [gone(seconds), ...phases], { instance }),
];

const throughout = [quiet(at + 15), quiet(at + 90), quiet(at + 150), quiet(at + 210), quiet(at + 420)] as const;
const soon = [quiet(at + 30), fires(at + 135), fires(at + 300)] as const;

const quietDeployments = (): Scenario[] => [
  scenario(
    "is quiet if a process ends, and its successor at the same address has new streams",
    scrapedStreams([hold(at, { open: 100 }), end(100, 0, "ending"), gone(30), hold(600, { open: 20 })]),
    ...throughout,
  ),
  scenario(
    "is quiet if a process that restarts does not say that it is ending",
    [
      ...streamSeries(job, [hold(at, { open: 100 }), end(100, 0), gone(900)]),
      ...starting(at + 45, [hold(870, { open: 5 })], "web:9464"),
    ].filter(({ metric }) => metric !== "up"),
    ...throughout,
  ),
  scenario(
    "is quiet during a rolling deployment of two replicas",
    [
      ...scrapedStreams([hold(at, { open: 100 }), end(100, 0, "ending"), gone(900)]),
      ...second([hold(at, { open: 100 }), hold(15, { open: 130 }), hold(60, { open: 200 }), end(200, 0, "ending"), gone(810)]),
      ...starting(at + 30, [hold(60, { open: 0 }), hold(825, { open: 200 })], "web-3:9464"),
    ],
    ...throughout,
  ),
  scenario(
    "is quiet if clients move to another version that runs beside the old one",
    [...scrapedStreams(falls(100, 0)), ...second([hold(at, { open: 0 }), hold(900, { open: 95 })])],
    ...throughout,
  ),
];

const quietTraffic = (): Scenario[] => [
  scenario("is quiet if half of the streams end", scrapedStreams(falls(100, 50)), ...throughout),
  scenario("is quiet if the application ends all streams", scrapedStreams(falls(100, 0, "completed")), ...throughout),
  scenario("is quiet if fewer than ten streams end", scrapedStreams(falls(9, 0)), ...throughout),
  scenario(
    "is quiet if the clients reconnect within 45 seconds",
    scrapedStreams([hold(at, { open: 100 }), end(100, 0), hold(30, { open: 10 }), hold(840, { open: 95 })]),
    ...throughout,
  ),
  scenario(
    "is quiet if the number of streams falls by a fifth in three minutes in the evening",
    scrapedStreams([
      hold(at, { open: 1000 }),
      ...Array.from({ length: 30 }, (_, index) => hold(step, { open: 1000 - 17 * index, disconnected: 17 / step })),
      hold(450, { open: 490 }),
    ]),
    ...throughout,
  ),
];

/** Proofs of the alert. A fall is an event, so the alert resolves a while after it, also if the clients stay away. */
export const lostProofs = (): Proofs => ({
  fires: [
    scenario(
      "fires if more than half of the streams end at once, and the clients do not come back",
      scrapedStreams(falls(100, 49)),
      quiet(at - step),
      ...soon,
      ...edges(at + 60),
    ),
    scenario("fires for an application that pushes its metrics", pushedStreams(falls(100, 49)), quiet(at - step), ...soon),
    scenario("fires if the streams end because of an error", scrapedStreams(falls(100, 0, "failed")), quiet(at - step), ...soon),
    scenario("fires if ten streams end", scrapedStreams(falls(10, 0)), ...edges(at + 60)),
    scenario(
      "fires if one replica of two loses its streams",
      [...scrapedStreams(falls(100, 0)), ...second([hold(at + 900, { open: 100 })])],
      quiet(at - step),
      ...soon,
    ),
    scenario(
      "fires although the other replica was just deployed",
      [...scrapedStreams(falls(100, 0)), ...starting(at - 60, [hold(960, { open: 10 })], "web-2:9464")],
      quiet(at - step),
      ...soon,
    ),
  ],
  quiet: nonEmpty([...quietTraffic(), ...quietDeployments()]),
  resolves: [
    scenario("resolves five minutes after the event has left the window", scrapedStreams(falls(100, 0)), fires(at + 300), quiet(at + 600)),
    scenario(
      "resolves five minutes after the clients have come back",
      scrapedStreams([...falls(100, 0).slice(0, 2), hold(120, { open: 0 }), hold(780, { open: 100 })]),
      fires(at + 120),
      quiet(at + 480),
    ),
  ],
  noData: [
    scenario(
      "leaves a process that does not respond to TargetDown",
      scrapedStreams([...falls(100, 0).slice(0, 2), hold(120, { open: 0 }), gone(900)]),
      quiet(at + 840),
      firesInstead(targetDownProof(job), at + 840),
    ),
    scenario(
      "leaves a process that does not push to PushMissing",
      pushedStreams([...falls(100, 0).slice(0, 2), hold(120, { open: 0 }), gone(900)]),
      quiet(at + 840),
      firesInstead(pushMissingProof, at + 840),
    ),
  ],
});
