import { identity, type Alert } from "../model";
import { also, type Times } from "../proofs/patterns";
import { gone, hold, type Phase } from "../proofs/samples";
import type { Check, Proofs, Scenario } from "../proofs/scenario";
import type { Template } from "../template";
import type { PanelId } from "../panel-ids";
import type { Series } from "../series";
import { serverUnreachable, unreachableKeep } from "./server-down";
import { previousLog, serviceReplicas } from "../step-commands";

interface Moments {
  readonly fires: (second: number) => Check;
  readonly quiet: (second: number) => Check;
}

/** Facts about one kind of database server, from which its alerts are generated. */
export interface Server<State> {
  /** Name of the alert that pages if the server stays unreachable. */
  readonly down: string;
  /** Noun phrase for the server that services need, for example `this Redis`. */
  readonly needed: string;
  /** Noun for an event that makes the server unreachable for 45 seconds, for example `failover`. It is part of the title of a proof. */
  readonly event: string;
  /** Series that is 1 if the exporter reached the server at the scrape, else 0. */
  readonly up: Series;
  readonly firstCommand: Alert["firstCommand"];
  readonly panel: PanelId;
  readonly healthy: State;
  /** Creates checks of one of the generated alerts. `downAt` creates checks of the alert that pages. */
  readonly at: (alert: string) => Moments;
  readonly downAt: Moments;
  /** Creates the usual proofs of one of the generated alerts, for a server that is up and then unreachable. */
  readonly usual: (
    alert: string,
    of: {
      readonly settle: number;
      readonly recover: number;
      readonly wait: number;
      readonly keep: number;
      readonly times: Times;
    },
  ) => Proofs;
  readonly scenario: (title: string, phases: readonly Phase<State | { readonly up: false }>[], checks: Scenario["checks"]) => Scenario;
}

/** Step of the alerts that `unreachableAlert` and `recoveringAlert` create. */
export const findRestarts: Alert["firstSteps"][number] = {
  step: "If this alert fires often, find out what restarts the server: check its log, its memory and deployments.",
  command: [previousLog, serviceReplicas],
};

/** Name of a generated alert, for example `RedisUnreachable`, and its summary. */
export interface ServerTexts {
  readonly alert: string;
  readonly summary: Template;
}

/**
 * Alert for a server that did not respond at the latest scrape. The alert notifies no receiver, but inhibits the alerts of dependents, even
 * before `down` fires. `down` waits longer, so that a restart does not page.
 */
export function unreachableAlert<State>(server: Server<State>, { alert, summary }: ServerTexts): Alert {
  const { down, needed, event, up, firstCommand, panel, healthy, downAt, usual, scenario } = server;
  const at = server.at(alert);
  return {
    name: alert,
    symptom: "server",
    severity: "info",
    notifies: false,
    condition: serverUnreachable(up),
    for: undefined,
    keepFiringFor: unreachableKeep,
    identity,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary,
    impact: `Services that need ${needed} fail. If it does not respond for a minute, ${down} fires.`,
    firstSteps: [`Wait a minute. A restart or failover ends by itself. If the server does not come back, ${down} fires.`, findRestarts],
    firstCommand,
    panel,
    proofs: () =>
      also(usual(alert, { settle: 15, recover: 30, wait: 0, keep: unreachableKeep.seconds, times: { detects: 0, clears: 0, loses: 15 } }), {
        resolves: [
          scenario(
            `${alert} fires at the first scrape, before ${down}, and ends after a ${event} of 45 seconds`,
            [hold(300, healthy), hold(45, { up: false }), hold(300, healthy)],
            [at.quiet(285), at.fires(300), at.fires(345), downAt.quiet(345), at.quiet(420)],
          ),
        ],
        quiet: [
          scenario(
            `${alert} is quiet when one scrape of the exporter is missed`,
            [hold(300, healthy), gone(15), hold(300, healthy)],
            [at.quiet(300), at.quiet(315), at.quiet(585)],
          ),
        ],
      }),
  };
}
