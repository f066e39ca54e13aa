import { identity, type Alert } from "../model";
import { also } from "../proofs/patterns";
import { gone, hold } from "../proofs/samples";
import { recoveringKeep, recoveringWait, serverUnreachable } from "./server-down";
import { findRestarts, type Server, type ServerTexts } from "./server-unreachable";

/**
 * Alert that starts when a server has not responded for `recoveringWait`, and fires until some minutes after the outage. The alert
 * notifies no receiver. When the other alerts about the server have resolved, it still inhibits the alerts of dependents, whose windows
 * contain the errors of the outage.
 */
export function recoveringAlert<State>(server: Server<State>, { alert, summary }: ServerTexts): Alert {
  const { down, needed, up, firstCommand, panel, healthy, usual, scenario } = server;
  const at = server.at(alert);
  return {
    name: alert,
    symptom: "server",
    severity: "info",
    notifies: false,
    condition: serverUnreachable(up),
    for: recoveringWait,
    keepFiringFor: recoveringKeep,
    identity,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary,
    impact: `Services that need ${needed} failed. Their alerts include these errors for some minutes.`,
    firstSteps: [
      `If the server responds again, there is nothing to do: this alert resolves ${recoveringKeep.seconds / 60} minutes later. Otherwise, ${down} fires.`,
      findRestarts,
    ],
    firstCommand,
    panel,
    proofs: () =>
      also(
        usual(alert, {
          settle: 15,
          recover: 30,
          wait: recoveringWait.seconds,
          keep: recoveringKeep.seconds,
          times: { detects: 0, clears: 0, loses: 15 },
        }),
        {
          resolves: [
            scenario(
              `${alert} fires for ${recoveringKeep.text} after an outage of 45 seconds`,
              [hold(300, healthy), hold(45, { up: false }), hold(600, healthy)],
              [at.quiet(300), at.fires(315), at.fires(330 + recoveringKeep.seconds), at.quiet(345 + recoveringKeep.seconds)],
            ),
          ],
          quiet: [
            scenario(
              `${alert} is quiet after a single failed scrape of the server`,
              [hold(300, healthy), hold(15, { up: false }), hold(300, healthy)],
              [at.quiet(300), at.quiet(315), at.quiet(330), at.quiet(585)],
            ),
            scenario(
              `${alert} is quiet when one scrape of the exporter is missed`,
              [hold(300, healthy), gone(15), hold(300, healthy)],
              [at.quiet(300), at.quiet(315), at.quiet(585)],
            ),
          ],
        },
      ),
  };
}
