import type { View } from "../model/catalogue";
import { contactSecret, dnsLabel } from "../model/naming";
import type { PlannedDeadMansSwitch } from "./plan-model";

/** Alertmanager repeats the heartbeat every minute (routes/tree.ts); a single lost one must not notify. */
const timeoutSeconds = 120;
/** With the timeout, on-call is notified five minutes after the last heartbeat. A rolling update of Prometheus takes two. */
const graceSeconds = 180;

/** The vendor's check of an environment's dead man's switch; undefined without one. */
export function plannedDeadMansSwitch({ environment }: View): PlannedDeadMansSwitch | undefined {
  const { id, deadMansSwitch, platformOwner } = environment;
  const secret = deadMansSwitch === undefined ? undefined : contactSecret({ via: "webhook", name: deadMansSwitch });
  if (secret === undefined) return undefined;
  return {
    secret,
    resource: {
      type: "healthchecks:Check",
      name: "dead-mans-switch",
      inputs: {
        name: `Dead man's switch of the monitoring (${id})`,
        slug: dnsLabel("dead-mans-switch", id),
        description:
          "A missing heartbeat means that Prometheus has no fresh data or Alertmanager cannot deliver: no other alert reaches on-call.",
        tags: [`environment:${id}`, `owner:${platformOwner}`],
        timeoutSeconds,
        graceSeconds,
      },
    },
  };
}
