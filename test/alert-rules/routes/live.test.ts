import { setTimeout as sleep } from "node:timers/promises";
import { describeWith } from "../../support/tools";
import { catalogue } from "./configuration";
import { answering, ownerIds, reached, severities, tenantSystems, type EnvironmentId } from "./expected";
import { inhibitionCases } from "./inhibition-cases";
import type { Delivery } from "./sinks";
import { hurried, line, Stage, withHours } from "./stage";

interface Row {
  readonly token: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly contacts: readonly string[];
}

/**
 * One alert for every owner and every severity in `only`. The environment label is the token and an `x`, so that no label value is a prefix
 * of another.
 */
const rowsOf = (id: EnvironmentId, only: readonly string[] = severities): Row[] =>
  ownerIds.flatMap((owner) =>
    severities
      .filter((severity) => only.includes(severity))
      .map((severity) => {
        const token = `${id}-${owner}-${severity}`;
        const labels = { alertname: "Row", symptom: "latency", system: "any", environment: `${token}x`, service: "web", owner, severity };
        return { token, labels, contacts: reached(id, owner, severity) };
      }),
  );

const linesOf = (rows: readonly Row[], status: Delivery["status"]): string[] =>
  rows.flatMap((row) => row.contacts.map((contact) => line(status, contact, row.token)));

const sorted = (lines: readonly string[]): string[] => [...lines].sort();

describeWith("alertmanager", "a running Alertmanager", (binary) => {
  it.concurrent(
    "notifies every owner's critical contacts and the heartbeat's contacts within 45 seconds, with the rendered file unchanged",
    async () => {
      await using stage = await Stage.start(binary, catalogue.view("production"));
      const rows = rowsOf("production", ["critical"]);
      const heartbeat = { alertname: "DeadMansSwitch", severity: "info", symptom: "heartbeat", environment: "heartbeatx" };
      await stage.fire([...rows.map((row) => row.labels), heartbeat]);
      const wanted = [...linesOf(rows, "firing"), line("firing", "webhook-dead-mans-switch", "heartbeat")];
      await stage.until(wanted, 45);
      expect(sorted([...rows.flatMap((row) => stage.about(row.token)), ...stage.about("heartbeat")])).toEqual(sorted(wanted));
    },
    90_000,
  );

  it.concurrent.each(["local", "staging", "production"] as const)(
    "notifies exactly the contacts of each owner and severity in %s, when an alert fires and when it resolves",
    async (id) => {
      await using stage = await Stage.inHours(binary, catalogue.view(id));
      const rows = rowsOf(id);
      await stage.fire(rows.map((row) => row.labels));
      const firing = linesOf(rows, "firing");
      await stage.until(firing);
      await stage.end(rows.map((row) => row.labels));
      const resolved = linesOf(rows, "resolved");
      await stage.until(resolved);
      expect(sorted(rows.flatMap((row) => stage.about(row.token)))).toEqual(sorted([...firing, ...resolved]));
    },
    60_000,
  );

  it.concurrent(
    "sends notifications that say what is wrong, what it means, what to do, where to look and how to silence the alert",
    async () => {
      await using stage = await Stage.inHours(binary);
      const labels = { alertname: "Row", symptom: "latency", system: "any", environment: "wordsx", service: "web", owner: "sites" };
      await stage.fire([
        { ...labels, severity: "critical" },
        { ...labels, owner: "ai-platform", severity: "critical" },
      ]);
      const contacts = ["slack-sites-alerts", "email-sites@example.com", "discord-sites", "pagerduty-ai-platform"];
      await stage.until(contacts.map((contact) => line("firing", contact, "words")));
      const silence =
        "http://alertmanager.example/#/silences/new?filter=%7Balertname%3D%22Row%22%2C%20environment%3D%22wordsx%22%2C%20owner%3D%22";
      for (const contact of contacts) {
        const text = JSON.stringify(stage.texts(contact, "words")).replaceAll(/\\+u0026/g, "&");
        for (const part of [
          "[FIRING:1] CRITICAL wordsx is in trouble (wordsx)",
          "1 alert fires.",
          " since ",
          "Someone waits.",
          "http://runbooks.example/OPERATIONS.md#row",
          "http://grafana.example/d/monitoring-http?from=1",
          silence,
        ])
          expect(`${contact}: ${text}`).toContain(part);
        expect(text.replaceAll("\\", "")).toMatch(
          contact.endsWith("platform")
            ? /Owner: AI platform\. Notified: .*PagerDuty ai-platform/
            : /Owner: Magazine\. Notified: .*Discord #sites/,
        );
      }
    },
    60_000,
  );

  it.concurrent(
    "delays warnings and infos until working hours, and never delays a critical alert",
    async () => {
      await using stage = await Stage.start(
        binary,
        withHours(catalogue.view("production"), new Date(), (owner) => owner === "integrations"),
        hurried,
      );
      const rows = rowsOf("production").filter(({ labels }) => ["ai-platform", "integrations"].includes(labels["owner"] ?? ""));
      await stage.fire(rows.map((row) => row.labels));
      const wanted = linesOf(
        rows.filter(({ labels }) => labels["owner"] === "integrations" || labels["severity"] === "critical"),
        "firing",
      );
      await stage.until(wanted);
      await sleep(2500);
      expect(sorted(rows.flatMap((row) => stage.about(row.token)))).toEqual(sorted(wanted));
    },
    60_000,
  );

  it.concurrent(
    "notifies tenants in addition to the owner, once per severity and at the tenant's own address, and pages no one",
    async () => {
      await using stage = await Stage.inHours(binary);
      const quota = {
        alertname: "TenantQuotaHigh",
        symptom: "quota",
        audience: "tenant",
        service: "api",
        owner: "ai-platform",
        quota: "tokens",
      };
      const systems = tenantSystems("production");
      const alert = (system: string, severity: string) => ({
        ...quota,
        system,
        severity,
        tenant: "t.1@evil.example.com>",
        environment: `quota-${severity}x`,
      });
      await stage.fire(systems.flatMap(({ id }) => severities.map((severity) => alert(id, severity))));
      const tenantsOf = ({ contacts }: { readonly contacts: readonly string[] }) =>
        contacts.map((contact) => contact.replace("{tenant}", "t-1-evil-example-com-"));
      const wanted = systems.flatMap((system) =>
        severities.flatMap((severity) =>
          [...tenantsOf(system), ...reached("production", "ai-platform", severity === "critical" ? "warning" : severity)].map((contact) =>
            line("firing", contact, `quota-${severity}`),
          ),
        ),
      );
      expect(systems.length).toBeGreaterThan(0);
      await stage.until(wanted);
      await sleep(4500);
      expect(sorted(severities.flatMap((severity) => stage.about(`quota-${severity}`)))).toEqual(sorted([...new Set(wanted)]));
      for (const system of systems)
        for (const contact of tenantsOf(system))
          for (const severity of severities) expect(stage.texts(contact, `quota-${severity}`)).toHaveLength(1);
    },
    60_000,
  );

  it.concurrent(
    "inhibits an alert only while its source fires, and inhibits no other alert",
    async () => {
      await using stage = await Stage.inHours(binary);
      const cases = inhibitionCases.map((entry, index) => {
        const at = (part: string) => `case-${index}-${part}`;
        const contacts =
          entry.target["alertname"] === "DeadMansSwitch"
            ? ["webhook-dead-mans-switch"]
            : reached("production", entry.target["owner"] ?? "", (entry.target["severity"] ?? "critical") as "critical");
        return {
          ...entry,
          both: { source: { ...entry.source, environment: `${at("both")}x` }, target: { ...entry.target, environment: `${at("both")}x` } },
          alone: { ...entry.target, environment: `${at("alone")}x` },
          // The source and the target may notify the same contacts, so an extra label identifies the target's notifications.
          mark: { marked: `${at("target")}x` },
          token: at("target"),
          aloneToken: at("alone"),
          contacts,
        };
      });
      await stage.fire(cases.flatMap((entry) => [entry.both.source, { ...entry.both.target, ...entry.mark }, entry.alone]));
      const alone = cases.flatMap((entry) => entry.contacts.map((contact) => line("firing", contact, entry.aloneToken)));
      const heard = cases
        .filter((entry) => !entry.inhibited)
        .flatMap((entry) => entry.contacts.map((contact) => line("firing", contact, entry.token)));
      await stage.until([...alone, ...heard]);
      await sleep(2500);
      const received = (): string[] => sorted(cases.flatMap((entry) => [...stage.about(entry.aloneToken), ...stage.about(entry.token)]));
      expect(received()).toEqual(sorted([...alone, ...heard]));
      await stage.end(cases.map((entry) => entry.both.source));
      const later = cases
        .filter((entry) => entry.inhibited)
        .flatMap((entry) => entry.contacts.map((contact) => line("firing", contact, entry.token)));
      await stage.until(later);
      expect(received()).toEqual(sorted([...alone, ...heard, ...later]));
      expect(answering("production")).toContain("ai-platform");
    },
    60_000,
  );
});
