import type { View } from "../../exporters/model/catalogue";
import { isPublic } from "../../exporters/model/public-url";
import type { Service, System } from "../../exporters/model/schema";
import type { Severity } from "../../exporters/model/thresholds";
import { meansDown } from "../../exporters/model/uptime-schema";
import { serviceKey } from "../model";
import type { Explains } from "../pack";
import { packs } from "../packs";
import { rulesOf, type Explanation } from "./alike";
import { dependentsOf, directDependents } from "./dependents";
import { equals, oneOf, present, type InhibitRule } from "./model";
import { consequences, hiddenConsequences, visible } from "./roles";

/** An alert that explains other alerts. While it fires, the other alerts are inhibited. */
interface Source {
  readonly alert: string;
  readonly severity: Severity;
  /** Name of the uptime check. Set only for an alert about a failed check. */
  readonly probe?: string;
}

/** All causes that the packs declare, by alert name. */
export const causes: readonly (readonly [string, Explains])[] = packs.flatMap(({ causes: of }) => Object.entries(of ?? {}));

/** Names of the alerts for failed uptime checks. */
export const failedChecks: readonly string[] = packs.flatMap(({ failedCheck }) => failedCheck ?? []);

/**
 * Alerts of a service that explain alerts of its dependents: the causes of its packs with `dependents: true`, and failed checks that mean
 * that the service is down.
 */
function sourcesOf(service: Service): Source[] {
  const own = packs
    .filter(({ about }) => about(service))
    .flatMap((pack) => Object.entries(pack.causes ?? {}))
    .filter(([, { dependents }]) => dependents === true);
  const checks = service.uptime.filter(meansDown);
  return [
    ...own.map(([alert, { severity = "critical" }]) => ({ alert, severity })),
    ...failedChecks.flatMap((alert) => checks.map(({ name }) => ({ alert, severity: "critical" as const, probe: name }))),
  ];
}

const sourceMatchers = ({ alert, severity, probe }: Source): string[] => [
  equals("alertname", alert),
  equals("severity", severity),
  ...(probe === undefined ? [] : [equals("probe", probe)]),
];

/**
 * Creates one explanation per source alert and group of dependents. Alertmanager keeps only one source per rule and set of `equal` labels.
 * If several alerts were sources of one rule, the inhibition would end when the kept alert resolves, even if another source still fires.
 */
function explanations(view: View, system: System, service: Service, direct: ReturnType<typeof directDependents>): Explanation[] {
  const dependents = dependentsOf(system, service.name, direct);
  const open = system.services.filter((other) => isPublic(view.environment.id, system, other)).map(({ name }) => name);
  const groups = [
    { whom: "dependents", names: dependents.filter((name) => !open.includes(name)), symptoms: consequences },
    { whom: "public dependents", names: dependents.filter((name) => open.includes(name)), symptoms: hiddenConsequences },
  ].filter(({ names }) => names.length > 0);
  return sourcesOf(service).flatMap((source) =>
    groups.map(({ whom, names, symptoms }): Explanation => ({
      system: system.id,
      service: service.name,
      says: `${source.alert}${source.probe === undefined ? "" : ` of ${source.probe}`} explains its ${whom}`,
      source: (here) => [...here, equals("service", service.name), ...sourceMatchers(source)],
      target: (here) => [...here, oneOf("service", names), oneOf("symptom", symptoms)],
    })),
  );
}

/**
 * Inhibition rules for dependents. While a source alert of a service fires, the alerts of its dependents about consequences are inhibited.
 * If a dependent is public, its alerts about symptoms that users see are not inhibited.
 */
export function byDependency(view: View): InhibitRule[] {
  return rulesOf(
    view.systems.flatMap((system) => {
      const direct = directDependents(system);
      return system.services.flatMap((service) => explanations(view, system, service, direct));
    }),
  );
}

const ofWhole = causes.filter(([, { system }]) => system !== undefined);

/**
 * Inhibition rules for a system that is down. The alert about the system inhibits its services' alerts about consequences and about the
 * symptoms in `Explains.system`, if both alerts have the same owner. For internal services, the alert about the system also inhibits alerts
 * of any owner about other symptoms that users see.
 */
export const bySystem = (view: View): InhibitRule[] => [
  ...ofWhole.map(([alert, { system = [] }]) => ({
    name: `${alert} explains its system`,
    source_matchers: [equals("alertname", alert), present("system")],
    target_matchers: [oneOf("symptom", [...hiddenConsequences, ...system]), present("system"), present("service")],
    equal: ["system", "environment", "owner"],
  })),
  ...rulesOf(
    ofWhole.flatMap(([alert]) =>
      view.systems.flatMap((system): Explanation[] => {
        const internal = system.services.filter((service) => !isPublic(view.environment.id, system, service)).map(({ name }) => name);
        if (internal.length === 0) return [];
        return [
          {
            system: system.id,
            says: `${alert} explains what internal services have`,
            source: (here) => [...here, equals("alertname", alert)],
            target: (here) => [...here, oneOf("service", internal), oneOf("symptom", visible)],
          },
        ];
      }),
    ),
  ),
];

const known = [present("system"), present("service")];

/** Inhibition rules within a service: while a cause fires, alerts about the symptoms in its `here` are inhibited. */
export const byCause = (): InhibitRule[] =>
  causes.flatMap(([alert, { severity = "critical", here, same = [] }]) =>
    here === undefined
      ? []
      : [
          {
            name: `${alert} explains its service`,
            source_matchers: [...sourceMatchers({ alert, severity }), ...known],
            target_matchers: [oneOf("symptom", here), ...known],
            equal: [...serviceKey, ...same],
          },
        ],
  );

/** Names of the alerts that explain an alert with this symptom, for the runbook. */
export const explainedBy = (symptom: string) => ({
  here: causes.filter(([, { here }]) => here?.includes(symptom) === true).map(([alert]) => alert),
  system: ofWhole.filter(([, { system = [] }]) => [...consequences, ...system].includes(symptom)).map(([alert]) => alert),
  elsewhere: consequences.includes(symptom) ? causes.filter(([, { dependents }]) => dependents === true).map(([alert]) => alert) : [],
});

/** Whether an alert about a whole system also inhibits alerts about this symptom at public services. */
export const systemExplainsPublic = (symptom: string): boolean =>
  hiddenConsequences.includes(symptom) || ofWhole.some(([, { system = [] }]) => system.includes(symptom));

/** Whether users see the symptom. For a public service, a cause of another service never inhibits an alert about such a symptom. */
export const isVisible = (symptom: string): boolean => visible.includes(symptom);
