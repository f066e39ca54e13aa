import type { moments } from "../proofs/patterns";
import { gone, hold, type Phase } from "../proofs/samples";
import type { Scenario } from "../proofs/scenario";
import { serverDownKeep } from "./server-down";

/** A kind of database server: its states, the checks of the alert with the condition `serverDown`, and how to create a scenario. */
interface Tested<State> {
  readonly alert: string;
  readonly healthy: State;
  readonly down: State;
  readonly at: ReturnType<typeof moments>;
  readonly scenario: (title: string, phases: readonly Phase<State>[], checks: Scenario["checks"]) => Scenario;
}

/** Scenarios of servers that flap, of one that starts slowly, and of one whose exporter disappears during a failover. */
export function flappingProofs<State>({ alert, healthy, down, at, scenario }: Tested<State>): Record<"fires" | "quiet", Scenario[]> {
  const flaps = (times: number): Phase<State>[] => Array.from({ length: times }, () => [hold(30, down), hold(15, healthy)]).flat();
  return {
    fires: [
      scenario(
        `${alert} fires for a server that responds to one scrape of three, until it is stable`,
        [hold(300, healthy), ...flaps(10), hold(300, healthy)],
        [at.quiet(285), ...at.edges(450, 750 + serverDownKeep.seconds)],
      ),
      scenario(`${alert} fires for a server that responds to one scrape of three from the start`, flaps(6), [
        at.quiet(60),
        ...at.edges(105),
      ]),
      scenario(
        `${alert} fires for an outage in which scrapes fail, and resolves when most scrapes of two minutes reach the server`,
        [hold(300, healthy), hold(15, down), gone(15), hold(60, down), gone(30), hold(300, healthy)],
        [...at.edges(360, 435 + serverDownKeep.seconds)],
      ),
      scenario(
        `${alert} fires for a server that is down again after two failed scrapes, and responds once`,
        [hold(300, healthy), hold(45, down), gone(30), hold(45, down), hold(15, healthy), hold(120, down)],
        [...at.edges(435)],
      ),
      scenario(
        `${alert} fires for a server that flaps after its exporter was gone for more than a minute`,
        [hold(300, healthy), gone(75), ...flaps(6)],
        [...at.edges(480)],
      ),
    ],
    quiet: [
      scenario(
        `${alert} is quiet for a server that responds 45 seconds after the exporter`,
        [hold(45, down), hold(300, healthy)],
        [30, 60, 75, 90, 330].map(at.quiet) as [ReturnType<typeof at.quiet>],
      ),
      scenario(
        `${alert} is quiet during a failover: the server is down for 45 seconds, then its exporter is gone`,
        [hold(300, healthy), hold(45, down), gone(105), hold(300, healthy)],
        [330, 360, 375, 390, 405, 420, 435, 450, 465, 735].map(at.quiet) as [ReturnType<typeof at.quiet>],
      ),
    ],
  };
}
