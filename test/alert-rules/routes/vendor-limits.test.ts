import { receiverTypes } from "../../../exporters/receivers";
import { describeWith } from "../../support/tools";
import { automatedSystems, tenantSystems } from "./expected";
import { line, Stage } from "./stage";
import { readable, type Wire } from "./wire";

type Labels = Readonly<Record<string, string>>;

const names: Readonly<Record<string, string>> = {
  plain: "track",
  markup: "*bold* _under_ __more__ ~~gone~~ `code` ||spoiler|| # head > quote",
  mentions: "@everyone <!channel> <@U123> <script>alert(1)</script> & co",
  links: "[click](http://evil.example/) <http://evil.example/|click>",
  templates: '{{ .ExternalURL }} "quoted" \\back\\slash $1 ${1} %s',
  lines: "first\r\nSubject: second\n\n\u2028third\u202Edrows",
  unicode: "注文の処理が遅い😀é注文の処理が遅い😀".repeat(12),
};

/** Markup of the texts above that a notification must not contain unescaped, by type of receiver. */
const active: Readonly<Record<string, RegExp>> = {
  slack: /<!channel>|<@U123>|<script>|<http:\/\/evil|\*bold|(?<![a-z0-9])_under_|~~gone|`code/,
  discord: /(?<!\\)(?:@everyone|<@U123>|\*bold|_under|~~gone|`code|\|\|spoiler|\[click|<http)/,
};

/**
 * Maximum sizes of a notification, by type of receiver. The test counts UTF-16 code units, which are never fewer than the characters, and
 * bytes for PagerDuty's `all`. Slack recommends at most 4,000 characters for a text and truncates it at 40,000.
 */
const limits: Readonly<Record<string, { readonly title: number; readonly text: number; readonly all: number }>> = {
  slack: { title: 1024, text: 4000, all: 40_000 },
  discord: { title: 256, text: 4096, all: 6000 },
  email: { title: 998, text: 100_000, all: 100_000 },
  pagerduty: { title: 1024, text: 512_000, all: 512_000 },
};

interface Webhook {
  readonly alerts: readonly { readonly labels: Labels }[];
  readonly truncatedAlerts: number;
  readonly externalURL: string;
}

const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

function storm(name: string, base: Labels): Labels[] {
  return Array.from({ length: 300 }, (_, index) => ({
    ...base,
    alertname: index % 2 === 0 ? "ProbeFailed" : "HttpLatencyHigh",
    symptom: "probe",
    severity: "critical",
    instance: `${name} ${index}`,
  }));
}

const owners = { sites: ["slack-sites-alerts", "email-sites@example.com", "discord-sites"], "ai-platform": ["pagerduty-ai-platform"] };

function expectWithin(wire: Wire, via: string): void {
  const limit = limits[via];
  if (limit === undefined) throw new Error(`no limits of ${via}`);
  expect({ via, title: wire.title.length <= limit.title, text: wire.text.length <= limit.text, all: wire.size <= limit.all }).toEqual({
    via,
    title: true,
    text: true,
    all: true,
  });
  // Alertmanager ends a truncated text with `…`. A truncated text can lose its link or end within an escape sequence.
  expect(wire.text.trimEnd().slice(-1)).not.toBe("…");
  const unsafe = active[via];
  if (unsafe !== undefined) expect(`${wire.title}\n${wire.text}`).not.toMatch(unsafe);
  expect(wire.title).not.toMatch(/[\r\n\u2028\u202E]/);
  expect(wire.text).not.toMatch(/[\u2028\u202E]/);
}

/** Receiver types whose notifications are JSON for programs. These notifications have no maximum size. */
const forPrograms = ["webhook"];

it("every type of receiver is tested here", () => {
  expect([...Object.keys(limits), ...forPrograms].sort()).toEqual(receiverTypes.map(({ via }) => via).sort());
  const tested = Object.values(owners).flat();
  expect(Object.keys(limits).filter((via) => !tested.some((contact) => contact.startsWith(`${via}-`)))).toEqual([]);
});

describeWith("alertmanager", "a notification about 300 alerts", (binary) => {
  it.concurrent.each(Object.entries(names))(
    "stays within every vendor's limits, with the count and the links first: %s",
    async (kind, name) => {
      await using stage = await Stage.inHours(binary);
      const alerts = Object.keys(owners).flatMap((owner) =>
        storm(name, { system: "magazine", service: "cms", environment: `${kind}x`, owner }).map((labels) => ({
          ...labels,
          service: owner === "sites" ? "cms" : "api",
        })),
      );
      await stage.fire(alerts, ({ instance = "" }) => `3.2 s: p95 latency of ${instance}`);
      const contacts = Object.values(owners).flat();
      await stage.until(
        contacts.map((contact) => line("firing", contact, kind)),
        60,
      );
      for (const contact of contacts) {
        const via = contact.split("-")[0] ?? "";
        const wire = readable(via, stage.texts(contact, kind).at(-1) ?? "");
        expectWithin(wire, via);
        expect({ contact, title: wire.title }).toEqual({ contact, title: matching(/^\[FIRING:300\] CRITICAL 3\\?\.2 s/) });
        expect({ contact, start: wire.text.split("\n").slice(0, 2).join("\n") }).toEqual({
          contact,
          start: matching(/^300 alerts fire\.[^]*http:\/\/alertmanager\.example\/#\/alerts\?receiver=/),
        });
        expect({ contact, text: wire.text }).toEqual({ contact, text: matching(/\n\d+ of 300 alerts are shown/) });
        expect({ contact, text: wire.text }).toEqual({ contact, text: matching(/since \d\d:\d\d UTC/) });
      }
    },
    90_000,
  );

  it.concurrent(
    "counts a tenant's alerts",
    async () => {
      const [system] = tenantSystems("production");
      if (system === undefined) throw new Error("no system with tenants");
      await using stage = await Stage.inHours(binary);
      const base = { system: system.id, service: "api", audience: "tenant", quota: "tokens", owner: "ai-platform", tenant: "t-1" };
      const alerts = storm(names["markup"] ?? "", { ...base, environment: "tenantsx" }).map((labels) => ({
        ...labels,
        alertname: "TenantQuotaHigh",
        symptom: "quota",
      }));
      await stage.fire(alerts, ({ environment = "", instance = "" }) => `95% of the quota ${environment} ${instance}`);
      const contacts = system.contacts.map((contact) => contact.replace("{tenant}", "t-1"));
      await stage.until(contacts.map((contact) => line("firing", contact, "tenants")));
      for (const contact of contacts.filter((candidate) => !candidate.startsWith("webhook-"))) {
        const via = contact.split("-")[0] ?? "";
        const wire = readable(via, stage.texts(contact, "tenants").at(-1) ?? "");
        expectWithin(wire, via);
        expect({ contact, text: wire.text }).toEqual({ contact, text: matching(/^300 messages\./) });
      }
      // The server behind a webhook needs every alert, so `max_alerts` is not set.
      const webhooks = contacts.filter((candidate) => candidate.startsWith("webhook-"));
      expect(webhooks.length).toBeGreaterThan(0);
      for (const contact of webhooks) {
        const body = JSON.parse(stage.texts(contact, "tenants").at(-1) ?? "{}") as Webhook;
        const names = new Set(body.alerts.map(({ labels }) => labels["instance"]));
        expect({ contact, alerts: names.size, leftOut: body.truncatedAlerts, link: body.externalURL }).toEqual({
          contact,
          alerts: 300,
          leftOut: 0,
          link: "http://alertmanager.example",
        });
      }
    },
    60_000,
  );

  it.concurrent(
    "reaches a webhook as JSON with its text unchanged",
    async () => {
      const [system] = automatedSystems("production");
      if (system === undefined) throw new Error("no system with automation");
      await using stage = await Stage.inHours(binary);
      const name = Object.values(names).join(" ");
      const labels = { system: system.id, service: "api", environment: "webhookx", owner: "ai-platform", action: "restart" };
      await stage.fire(storm(name, labels).slice(0, 1), ({ instance = "" }) => instance);
      for (const contact of system.contacts) {
        await stage.until([line("firing", contact, "webhook")]);
        const { alerts } = JSON.parse(stage.texts(contact, "webhook").at(-1) ?? "{}") as { alerts: { annotations: { summary: string } }[] };
        expect({ contact, summaries: alerts.map(({ annotations }) => annotations.summary) }).toEqual({ contact, summaries: [`${name} 0`] });
      }
    },
    60_000,
  );
});
