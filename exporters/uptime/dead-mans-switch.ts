import type { View } from "../model/catalogue";
import { contactSecret, dnsLabel } from "../model/naming";
import type { PlannedDeadMansSwitch } from "./plan-model";

/** Alertmanager repeats the heartbeat every minute (`alert-rules/routes/tree.ts`). A single lost heartbeat must not notify. */
const timeoutSeconds = 120;
/**
 * On-call is notified five minutes after the latest heartbeat: timeout plus grace time. A rolling update of Prometheus, which takes two
 * minutes, must not notify.
 */
const graceSeconds = 180;

/** Returns the check at the Healthchecks server for an environment's dead man's switch. Undefined if the environment has none. */
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
