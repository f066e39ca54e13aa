import { gone, hold, step } from "../../proofs/samples";
import type { Scenario } from "../../proofs/scenario";
import { at, end, falls, lostChecks, scenario, second, starting, successor } from "./lost-world";
import { scrapedStreams } from "./world";

const { quiet } = lostChecks;
const throughout = [quiet(at + 15), quiet(at + 90), quiet(at + 150), quiet(at + 210), quiet(at + 420)] as const;

const quietRestarts = (): Scenario[] => [
  scenario(
    "is quiet if the clients come back to the successor at the same address within two minutes",
    successor(
      [hold(at, { open: 100 }), end(100, 0, "ending"), gone(30)],
      [hold(60, { open: 5 }), hold(45, { open: 40 }), hold(750, { open: 95 })],
    ),
    ...throughout,
  ),
  scenario(
    "is quiet if a process does not say that it is ending, and the clients come back to its successor",
    successor([hold(at, { open: 100 }), end(100, 0), gone(30)], [hold(60, { open: 5 }), hold(795, { open: 95 })]),
    ...throughout,
  ),
  scenario(
    "is quiet if a process is killed, and the clients come back to its successor",
    successor([hold(at, { open: 100 }), gone(45)], [hold(75, { open: 5 }), hold(780, { open: 95 })]),
    ...throughout,
  ),
  scenario(
    "is quiet if users open short streams after a restart as they did before it",
    successor([hold(at, { open: 20, completed: 1 }), gone(30)], [hold(30, { open: 0 }), hold(840, { open: 20, completed: 1 })]),
    ...throughout,
  ),
  scenario(
    "is quiet if two replicas restart one after the other, and the clients stay with the first",
    [
      ...successor([hold(at, { open: 100 }), gone(30)], [hold(60, { open: 0 }), hold(810, { open: 195 })]),
      ...successor([hold(at, { open: 100 }), hold(75, { open: 195 }), gone(30)], [hold(795, { open: 0 })], "web-2:9464"),
    ],
    ...throughout,
  ),
];

const quietDeployments = (): Scenario[] => [
  scenario(
    "is quiet while a process that is ending waits for its last requests",
    scrapedStreams([hold(at, { open: 100 }), end(100, 0, "ending"), hold(210, { open: 0 }), gone(675)]),
    quiet(at + 15),
    quiet(at + 195),
    quiet(at + 270),
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
    "is quiet if the clients move to another version that runs beside the old one",
    [...scrapedStreams(falls(100, 0)), ...second([hold(at, { open: 0 }), hold(900, { open: 90 })])],
    ...throughout,
  ),
];

const quietTraffic = (): Scenario[] => [
  scenario("is quiet if half of the streams end", scrapedStreams(falls(100, 50)), ...throughout),
  scenario("is quiet if the application ends all streams", scrapedStreams(falls(100, 0, "completed")), ...throughout),
  scenario("is quiet if fewer than ten streams end", scrapedStreams(falls(9, 0)), ...throughout),
  scenario(
    "is quiet if the clients reconnect within two minutes and a half",
    scrapedStreams([hold(at, { open: 100 }), end(100, 0), hold(135, { open: 10 }), hold(750, { open: 95 })]),
    ...throughout,
  ),
  scenario(
    "is quiet if the number of streams falls by two fifths in six minutes in the evening",
    scrapedStreams([
      hold(at, { open: 1000 }),
      ...Array.from({ length: 30 }, (_, index) => hold(step, { open: 1000 - 17 * index, disconnected: 17 / step })),
      hold(450, { open: 490 }),
    ]),
    ...throughout,
  ),
];

/** Scenarios in which the alert is quiet. */
export const quietScenarios = (): Scenario[] => [...quietTraffic(), ...quietRestarts(), ...quietDeployments()];
