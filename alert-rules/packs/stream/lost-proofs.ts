import { firesInstead, nonEmpty } from "../../proofs/patterns";
import { gauge, gone, hold, step } from "../../proofs/samples";
import type { Proofs, Scenario } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { pushMissingProof, targetDownProof } from "../target/alerts";
import { processStart } from "../target/shared";
import { quietScenarios } from "./lost-quiet";
import { at, end, falls, job, lostChecks, scenario, second, starting, successor, type Phases } from "./lost-world";
import { pushedStreams, scrapedStreams } from "./world";

const { quiet, fires, edges } = lostChecks;
const soon = [quiet(at - step), quiet(at + 150), fires(at + 255), fires(at + 420)] as const;
/** All streams end, and the clients stay away for this many seconds. */
const away = (seconds: number): Phases => [...falls(100, 0).slice(0, 2), hold(seconds, { open: 0 })];

const lostInRestarts = (): Scenario[] => [
  scenario(
    "fires if a process restarts, and the clients do not come back",
    successor([hold(at, { open: 100 }), end(100, 0, "ending"), gone(30)], [hold(855, { open: 49 })]),
    ...soon,
    ...edges(at + 45 + 180),
  ),
  scenario(
    "fires if a process is killed, and the clients do not come back to its successor",
    successor([hold(at, { open: 100 }), gone(45)], [hold(855, { open: 0 })]),
    ...soon,
  ),
  scenario(
    "fires if the start time of the process shows a restart, but its counters do not",
    [
      ...scrapedStreams([hold(at, { open: 100 }), gone(30), hold(870, { open: 0 })]),
      gauge(processStart.text, { job, instance: "web:9464", instrumentation: job, ...proofService }, [
        hold(at, 1000),
        gone(30),
        hold(870, 2000),
      ]),
    ],
    ...soon,
  ),
];

const lostByRunning = (): Scenario[] => [
  scenario(
    "fires if more than half of the streams end at once, and the clients do not come back",
    scrapedStreams(falls(100, 49)),
    ...soon,
    ...edges(at + 180),
  ),
  scenario("fires for an application that pushes its metrics", pushedStreams(falls(100, 49)), ...soon),
  scenario("fires if the streams end because of an error", scrapedStreams(falls(100, 0, "failed")), ...soon),
  scenario("fires if ten streams end", scrapedStreams(falls(10, 0)), ...soon, ...edges(at + 180)),
  scenario(
    "fires if one replica of two loses its streams, and fewer than half of the clients move to the other",
    [...scrapedStreams(falls(100, 0)), ...second([hold(at, { open: 100 }), hold(900, { open: 149 })])],
    ...soon,
  ),
  scenario(
    "fires although the other replica was just deployed",
    [...scrapedStreams(falls(100, 0)), ...starting(at - 60, [hold(960, { open: 10 })], "web-2:9464")],
    ...soon,
  ),
];

/** Proofs of the alert. A fall is an event, so the alert resolves a while after it, also if the clients stay away. */
export const lostProofs = (): Proofs => ({
  fires: nonEmpty([...lostByRunning(), ...lostInRestarts()]),
  quiet: nonEmpty(quietScenarios()),
  resolves: [
    scenario("resolves five minutes after the event has left the window", scrapedStreams(falls(100, 0)), fires(at + 600), quiet(at + 660)),
    scenario(
      "resolves five minutes after the clients have come back",
      scrapedStreams([...away(240), hold(660, { open: 100 })]),
      fires(at + 240),
      quiet(at + 600),
    ),
  ],
  noData: [
    scenario(
      "leaves a process that does not respond to TargetDown",
      scrapedStreams([...away(240), gone(900)]),
      fires(at + 240),
      quiet(at + 840),
      firesInstead(targetDownProof(job), at + 840),
    ),
    scenario(
      "leaves a process that does not push to PushMissing",
      pushedStreams([...away(240), gone(900)]),
      fires(at + 240),
      quiet(at + 840),
      firesInstead(pushMissingProof, at + 840),
    ),
  ],
});
