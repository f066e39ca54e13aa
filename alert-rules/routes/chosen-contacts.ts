import type { View } from "../../exporters/model/catalogue";
import { chosenReceiverName } from "../../exporters/model/naming";
import { contactsOf } from "../../exporters/model/answering";
import type { Contact } from "../../exporters/receivers";
import type { Owner } from "../../exporters/model/owners-schema";
import { isOff } from "../../exporters/model/units";
import type { Severity, ThresholdKey } from "../../exporters/model/thresholds";
import { effective } from "../effective";
import type { Alert } from "../model";
import { equals, oneOf, type Route } from "./model";

/** Thresholds of one service at one severity. Their alerts notify only contacts of the chosen types instead of all the owner's contacts. */
export interface Chosen {
  readonly owner: string;
  readonly severity: Severity;
  readonly system: string;
  readonly service: string;
  readonly keys: readonly ThresholdKey[];
  /** Types of the notified contacts (`via`), sorted. */
  readonly notify: readonly string[];
}

/** All choices of contacts in an environment, sorted by system and service. */
export function chosenIn(view: View): Chosen[] {
  const found = new Map<string, Chosen>();
  for (const system of view.systems)
    for (const service of system.services)
      for (const { key, severity, value, conditions } of effective(service)) {
        if (conditions.notify === undefined || isOff(value)) continue;
        const notify = [...new Set(conditions.notify)].sort();
        const id = [system.id, service.name, severity, ...notify].join("/");
        const before = found.get(id);
        const keys = [...(before?.keys ?? []), key];
        found.set(id, { owner: service.owner, severity, system: system.id, service: service.name, keys, notify });
      }
  return [...found.values()];
}

/** The owner's contacts at the choice's severity that have a chosen type. */
export const chosenContacts = (view: View, owner: Owner, { severity, notify }: Chosen): Contact[] =>
  contactsOf(view, owner, severity).filter(({ via }) => notify.includes(via));

/** Routes for an owner's alerts at one severity that notify only chosen contacts. `more` are settings that child routes do not inherit. */
export function chosenRoutes(
  chosen: readonly Chosen[],
  alerts: readonly Alert[],
  { id }: Owner,
  severity: Severity,
  more: Pick<Route, "active_time_intervals">,
): Route[] {
  return chosen
    .filter((one) => one.owner === id && one.severity === severity)
    .flatMap(({ system, service, keys, notify }): Route[] => {
      const names = alerts
        .filter((alert) => alert.severity === severity && alert.condition.type === "threshold" && keys.includes(alert.condition.key))
        .map(({ name }) => name);
      if (names.length === 0) return [];
      return [
        {
          receiver: chosenReceiverName(id, severity, notify),
          matchers: [oneOf("alertname", [...new Set(names)]), equals("system", system), equals("service", service)],
          ...more,
        },
      ];
    });
}
