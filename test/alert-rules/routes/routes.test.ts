import { gatusHeartbeatUrl } from "../../../exporters/uptime/gatus";
import { parse } from "yaml";
import { rulesOf, type Explanation } from "../../../alert-rules/routes/alike";
import { alertmanagerConfig } from "../../../alert-rules/routes/render";
import { dependentsOf } from "../../../alert-rules/routes/dependents";
import { symptomRoles } from "../../../alert-rules/routes/roles";
import type { InhibitRule, Receiver, Route, TimeInterval } from "../../../alert-rules/routes/model";
import { alertmanagerArgs } from "../../../exporters/programs/alertmanager";
import { loadCatalogue } from "../../../exporters/model/catalogue";
import { syntheticCatalogue } from "../../support/synthetic";
import { durationSeconds } from "./durations";
import { catalogue, everyAlert, renderedOf } from "./configuration";
import { answering, automatedSystems, contactName, reached, severities, tenantSystems, type EnvironmentId } from "./expected";
import type { View } from "../../../exporters/model/catalogue";

interface Configuration {
  readonly global: Readonly<Record<string, unknown>>;
  readonly route: Route;
  readonly receivers: readonly Receiver[];
  readonly inhibit_rules: readonly InhibitRule[];
  readonly time_intervals?: readonly TimeInterval[];
}

const configurationOf = (id: EnvironmentId): Configuration => parse(renderedOf(id), { version: "1.1" }) as Configuration;
const environmentIds: readonly EnvironmentId[] = ["local", "staging", "production"];
const kinds = ["slack", "discord", "pagerduty", "webhook", "email"] as const;
const routesOf = (route: Route): Route[] => [route, ...(route.routes ?? []).flatMap(routesOf)];

function contactsIn(receiver: Receiver): string[] {
  const fields = { slack: "api_url_file", discord: "webhook_url_file", pagerduty: "routing_key_file", webhook: "url_file", email: "to" };
  return kinds
    .flatMap((kind) =>
      (receiver[`${kind}_configs`] ?? []).map((config) => {
        const address = String(config[fields[kind]] ?? config["url"]).replace(/\{\{.*\.tenant \}\}/, "{tenant}");
        return kind === "email" ? `email-${address}` : address.replace("/run/secrets/monitoring/", "");
      }),
    )
    .sort();
}

describe.each(environmentIds)("receivers of %s", (id) => {
  const { receivers, route } = configurationOf(id);

  it("are one per owner and severity, and notify exactly the owner's contacts", () => {
    const wanted = answering(id).flatMap((owner) =>
      severities.map((severity) => [`${owner}-${severity}`, reached(id, owner, severity)] as const),
    );
    const tenants = tenantSystems(id).map((system) => [`${system.id}-tenants`, system.contacts] as const);
    const automation = automatedSystems(id).map((system) => [`${system.id}-automation`, system.contacts] as const);
    const all = [
      ...wanted,
      ...tenants,
      ...automation,
      ["dead-mans-switch", [gatusHeartbeatUrl, "webhook-dead-mans-switch"]] as const,
      ["no-notification", []] as const,
    ];
    expect(Object.fromEntries(receivers.map((receiver) => [receiver.name, contactsIn(receiver)]))).toEqual(Object.fromEntries(all));
  });

  it("set send_resolved explicitly: false for the dead man's switch and for tenants, and true for all others", () => {
    const written = receivers.flatMap((receiver) =>
      kinds.flatMap((kind) => (receiver[`${kind}_configs`] ?? []).map((config) => ({ name: receiver.name, send: config.send_resolved }))),
    );
    expect(written.length).toBeGreaterThan(receivers.length - 1);
    expect(written.filter(({ name, send }) => send !== !(name === "dead-mans-switch" || name.endsWith("-tenants")))).toEqual([]);
  });

  it("exist for every route, and every receiver has a contact, except the receiver of alerts that only inhibit others", () => {
    const names = receivers.map((receiver) => receiver.name);
    expect(routesOf(route).filter(({ receiver }) => !names.includes(receiver))).toEqual([]);
    expect(receivers.filter((receiver) => contactsIn(receiver).length === 0)).toEqual([{ name: "no-notification" }]);
    expect(routesOf(route).filter(({ receiver }) => receiver === "no-notification")).toEqual([
      { receiver: "no-notification", matchers: ['alertname=~"PostgresRecovering|PostgresUnreachable|RedisRecovering|RedisUnreachable"'] },
    ]);
  });
});

it("no rendered file contains a secret, because Alertmanager reads addresses and keys from files", () => {
  for (const id of environmentIds) {
    const secretFields = [
      ...renderedOf(id).matchAll(
        /^\s*(?:- )?((?:api_url|webhook_url|routing_key|service_key|url|smtp_auth_password|credentials)(?:_file)?): (.*)$/gm,
      ),
    ];
    expect(secretFields.length).toBeGreaterThan(5);
    for (const [, field = "", value = ""] of secretFields)
      expect(`${field} ${value}`).toMatch(
        /^(\w+_file \/run\/secrets\/monitoring\/[a-z0-9-]+|url http:\/\/(receiver:8080\/pagerduty\/v2\/enqueue|gatus:8080\/\S+))$/,
      );
  }
});

it("an environment without pages has no PagerDuty receiver", () => {
  expect(renderedOf("staging")).not.toContain("pagerduty");
  expect(renderedOf("production")).toContain("pagerduty_configs");
});

it("warnings and infos wait for the owner's working hours, and critical alerts never wait", () => {
  const { route, time_intervals } = configurationOf("production");
  const owner = route.routes?.find((child) => child.matchers?.[0] === 'owner="ai-platform"');
  const waiting = Object.fromEntries((owner?.routes ?? []).map((child) => [child.receiver, child.active_time_intervals]));
  expect(waiting).toEqual({
    "ai-platform-critical": undefined,
    "ai-platform-warning": ["ai-platform-working-hours"],
    "ai-platform-info": ["ai-platform-working-hours"],
  });
  expect(time_intervals?.find((interval) => interval.name === "ai-platform-working-hours")).toEqual({
    name: "ai-platform-working-hours",
    time_intervals: [
      {
        weekdays: ["monday", "tuesday", "wednesday", "thursday", "friday"],
        times: [{ start_time: "08:00", end_time: "18:00" }],
        location: "Europe/Berlin",
      },
    ],
  });
  expect(routesOf(route).filter((child) => child.receiver.endsWith("-critical") && child.active_time_intervals !== undefined)).toEqual([]);
});

const everyDay = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const withHours = (hours: View["owners"][number]["workingHours"]): View => {
  const view = catalogue.view("production");
  return { ...view, owners: view.owners.map((owner) => (owner.id === "ai-platform" ? { ...owner, workingHours: hours } : owner)) };
};

it("working hours that cross midnight become two ranges, the second on the next day", () => {
  const config = alertmanagerConfig(withHours({ timeZone: "Europe/Berlin", days: ["friday", "sunday"], from: "22:00", to: "06:00" }), []);
  const interval = (config as Configuration).time_intervals?.find(({ name }) => name === "ai-platform-working-hours");
  expect(interval?.time_intervals).toEqual([
    { weekdays: ["friday", "sunday"], times: [{ start_time: "22:00", end_time: "24:00" }], location: "Europe/Berlin" },
    { weekdays: ["monday", "saturday"], times: [{ start_time: "00:00", end_time: "06:00" }], location: "Europe/Berlin" },
  ]);
});

it.each([
  ["office hours on working days", { days: ["monday", "tuesday", "friday"], from: "08:00", to: "18:00" }, "12h", "825m"],
  ["long hours on every day", { days: [...everyDay], from: "06:00", to: "23:00" }, "405m", "405m"],
  ["a night shift", { days: ["monday", "tuesday"], from: "22:00", to: "06:00" }, "12h", "945m"],
  ["one day a week", { days: ["monday"], from: "08:00", to: "18:00" }, "12h", "1d"],
  ["at any hour", { days: [...everyDay], from: "00:00", to: "24:00" }, "12h", "1d"],
] as const)("an alert that still fires is repeated when working hours begin: %s", (_, hours, warning, info) => {
  const view = withHours({ timeZone: "UTC", ...hours, days: [...hours.days] });
  const { route } = alertmanagerConfig(view, []) as Configuration;
  const owner = route.routes?.find((child) => child.matchers?.[0] === 'owner="ai-platform"');
  const repeats = Object.fromEntries((owner?.routes ?? []).map((child) => [child.receiver, child.repeat_interval]));
  expect(repeats).toEqual({ "ai-platform-critical": "1h", "ai-platform-warning": warning, "ai-platform-info": info });
});

it("an unknown time zone and empty working hours are refused with a sentence", () => {
  expect(() => alertmanagerConfig(withHours({ timeZone: "Europe/Berln", days: ["friday"], from: "08:00", to: "18:00" }), [])).toThrow(
    'owners.ai-platform.workingHours: got time zone "Europe/Berln", which is unknown; use an IANA name like "Europe/Berlin"',
  );
  expect(() => alertmanagerConfig(withHours({ timeZone: "UTC", days: ["friday"], from: "08:00", to: "08:00" }), [])).toThrow(
    "owners.ai-platform.workingHours: got from 08:00 to 08:00, which is an empty period; leave working hours out to be notified at any time",
  );
});

it("production without a dead man's switch is refused when routes are rendered, even if the catalogue accepted it", () => {
  const view = catalogue.view("production");
  const environment = Object.fromEntries(Object.entries(view.environment).filter(([key]) => key !== "deadMansSwitch"));
  expect(() => alertmanagerConfig({ ...view, environment: environment as typeof view.environment }, [])).toThrow(
    "environments.production.deadMansSwitch: got nothing; without a dead man's switch, production monitoring can fail unnoticed",
  );
});

it("an owner who has no contact left in an environment is refused with a sentence", () => {
  const view = catalogue.view("staging");
  const owners = view.owners.map((owner) =>
    owner.id === "sites"
      ? { ...owner, contacts: { ...owner.contacts, critical: [{ via: "pagerduty", service: "sites" } as const] } }
      : owner,
  );
  expect(() => alertmanagerConfig({ ...view, owners }, [])).toThrow(
    "owners.sites.contacts.critical: no contact is left in staging, which does not page (pages: false): add a contact that is not pagerduty",
  );
});

it("alerts with an action also go to their system's automation webhook, if the system declares one", () => {
  const view = catalogue.view("production");
  const config = alertmanagerConfig(view, []) as Configuration;
  expect(config.route.routes?.find((child) => child.receiver === "magazine-automation")).toMatchObject({
    matchers: ['action!=""', 'system="magazine"'],
    continue: true,
  });
  expect(config.receivers.find((receiver) => receiver.name === "magazine-automation")?.webhook_configs).toEqual([
    { send_resolved: true, url_file: "/run/secrets/monitoring/webhook-site-automation" },
  ]);
  const without = view.systems.map((system) => ({ ...system, automation: undefined }));
  const none = alertmanagerConfig({ ...view, systems: without }, []) as Configuration;
  expect(none.receivers.filter(({ name }) => name.endsWith("-automation"))).toEqual([]);
  expect(renderedOf("production").match(/name: .*-automation\n/g)).toEqual(["name: magazine-automation\n"]);
});

it("no repeat_interval is longer than Alertmanager's retention of sent notifications", () => {
  const argument = alertmanagerArgs("").find((arg) => arg.startsWith("--data.retention="));
  const retention = durationSeconds(argument?.split("=")[1] ?? "");
  for (const id of environmentIds)
    for (const route of routesOf(configurationOf(id).route))
      if (route.repeat_interval !== undefined) expect(durationSeconds(route.repeat_interval)).toBeLessThan(retention);
});

it("the heartbeat is sent at every group_interval, not only at every second one", () => {
  const beat = configurationOf("production").route.routes?.[0];
  expect(beat?.matchers).toEqual(['alertname="DeadMansSwitch"']);
  expect(durationSeconds(beat?.repeat_interval ?? "")).toBeLessThan(durationSeconds(beat?.group_interval ?? ""));
});

describe("inhibition", () => {
  it("knows for every symptom whether a failed dependency explains it", () => {
    const unknown = [...new Set(everyAlert.map((alert) => alert.symptom))].filter((symptom) => !(symptom in symptomRoles));
    // Give a new symptom a role in the `group.ts` of its pack.
    expect(unknown).toEqual([]);
  });

  it("compares all labels of the alerts, so that a critical alert about one queue does not inhibit another queue's warning", () => {
    const labels = new Set(everyAlert.flatMap((alert) => alert.identity));
    const config = alertmanagerConfig(catalogue.view("production"), everyAlert) as Configuration;
    const rule = config.inhibit_rules.find((candidate) => candidate.name === "critical inhibits milder");
    expect(rule?.equal).toEqual(["alertname", ...[...labels].sort()]);
  });

  it("an alert has the same labels at every severity, so that the critical alert can inhibit the warning", () => {
    const byName = new Map<string, string>();
    for (const alert of everyAlert) {
      const labels = alert.identity.join(" ");
      expect(byName.get(alert.name) ?? labels).toBe(labels);
      byName.set(alert.name, labels);
    }
  });

  it("covers indirect dependencies, through other services", () => {
    const system = catalogue.view("local").systems[0];
    if (system === undefined) throw new Error("no system");
    const chained = {
      ...system,
      services: system.services.map((service) => (service.name === "orders-worker" ? { ...service, dependsOn: ["orders"] } : service)),
    };
    expect(dependentsOf(chained, "postgres")).toEqual(["orders", "orders-worker"]);
    expect(dependentsOf(chained, "orders-worker")).toEqual([]);
  });

  it("covers several systems with one rule, which compares the system label", () => {
    const explanation = (system: string, dependent: string): Explanation => ({
      system,
      service: "postgres",
      says: "down inhibits its dependents",
      source: (here) => [...here, 'service="postgres"'],
      target: (here) => [...here, `service="${dependent}"`],
    });
    expect(rulesOf([explanation("a", "api"), explanation("b", "web"), explanation("c", "api")])).toEqual([
      {
        name: "postgres of a and 1 more down inhibits its dependents",
        source_matchers: ['service="postgres"', 'system=~"a|c"'],
        target_matchers: ['service="api"'],
        equal: ["environment", "system"],
      },
      {
        name: "b/postgres down inhibits its dependents",
        source_matchers: ['system="b"', 'service="postgres"'],
        target_matchers: ['system="b"', 'service="web"'],
        equal: ["environment"],
      },
    ]);
  });

  it("needs as many rules for a thousand services as for twenty similar services", () => {
    const rules = (services: number) => {
      const view = loadCatalogue(syntheticCatalogue(services)).view("production");
      return (alertmanagerConfig(view, everyAlert) as Configuration).inhibit_rules.length;
    };
    expect(rules(1000)).toBe(rules(20));
  });

  it("never suppresses alerts about the dead man's switch, replication, quotas, certificates or the monitoring stack's health", () => {
    const own = Object.keys(symptomRoles).filter((symptom) => symptomRoles[symptom] === "own");
    const protectedAlerts = everyAlert
      .filter((alert) => own.includes(alert.symptom) && alert.name !== "TargetDown")
      .map((alert) => alert.name);
    expect(protectedAlerts).toContain("DeadMansSwitch");
    for (const id of environmentIds)
      for (const rule of configurationOf(id).inhibit_rules.filter(({ name }) => !/ inhibits milder$| explains its service$/.test(name))) {
        const values = rule.target_matchers.flatMap((matcher) => (/"(.*)"/.exec(matcher)?.[1] ?? "").split("|"));
        const explained = rule.name === "SystemDown explains its system" ? ["server", "target"] : [];
        expect(values.filter((value) => own.includes(value) || protectedAlerts.includes(value))).toEqual(explained);
      }
  });

  it("gives every rule a unique name", () => {
    for (const id of environmentIds) {
      const names = configurationOf(id).inhibit_rules.map((rule) => rule.name);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

it("the contact names in these tests are the names of the contacts' secrets", () => {
  expect(contactName({ via: "slack", channel: "shop-alerts" })).toBe("slack-shop-alerts");
});
