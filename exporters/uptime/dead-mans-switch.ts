import type { View } from "../model/catalogue";
import { contactSecret, dnsLabel } from "../model/naming";
import type { PlannedDeadMansSwitch } from "./plan-model";

/** Alertmanager repeats the beat every minute (routes/tree.ts); one that is lost on the way is no alarm. */
const timeoutSeconds = 120;
/** Until somebody is told: five minutes after the last beat, with the timeout. A rolling update of Prometheus takes two. */
const graceSeconds = 180;

/** What a vendor expects of the dead man's switch of an environment; undefined where there is none. */
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
          "Silence means that Prometheus has no fresh data, or that Alertmanager cannot deliver: nobody would be told of anything else.",
        tags: [`environment:${id}`, `owner:${platformOwner}`],
        timeoutSeconds,
        graceSeconds,
      },
    },
  };
}
