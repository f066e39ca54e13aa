import { setTimeout as sleep } from "node:timers/promises";
import { allContacts } from "../../../exporters/model/answering";
import type { View } from "../../../exporters/model/catalogue";
import { contactSecret, secretsFolder, smtpPasswordSecret } from "../../../exporters/model/naming";
import { startAlertmanager, type Posted, type Running } from "./alertmanager";
import { catalogue, rendered } from "./configuration";
import { startSinks, type Delivery, type Sinks } from "./sinks";

const mailPassword = "a password only this test knows";
const week = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

/** A notification as `status contact token`. The token is the alert's environment label without the final `x`. */
export const line = (status: Delivery["status"], contact: string, token: string): string => `${status} ${contact} ${token}`;

interface Seen {
  readonly labels: Readonly<Record<string, string>>;
  readonly status: { readonly state: "active" | "suppressed" };
}

/** An Alertmanager and the local servers that receive its notifications. Tests run concurrently, because they mostly wait. */
export class Stage {
  private constructor(
    private readonly sinks: Sinks,
    private readonly running: Running,
  ) {}

  static async start(binary: string, view: View, change: (configuration: string) => string = (text) => text): Promise<Stage> {
    const { delivery } = view.environment;
    const sinks = await startSinks(delivery.smtp.username === undefined ? undefined : mailPassword);
    const smtp = { ...delivery.smtp, smarthost: `127.0.0.1:${sinks.smtpPort}`, requireTls: false };
    const here = { smtp, pagerdutyUrl: `http://127.0.0.1:${sinks.httpPort}/pagerduty` };
    const local: View = { ...view, environment: { ...view.environment, delivery: here } };
    const secrets = allContacts(local).flatMap((contact) => {
      const key = contactSecret(contact);
      if (key === undefined) return [];
      return [[key, contact.via === "pagerduty" ? key : `http://127.0.0.1:${sinks.httpPort}/${key}`] as const];
    });
    const files = { ...Object.fromEntries(secrets), [smtpPasswordSecret]: mailPassword };
    return new Stage(sinks, await startAlertmanager(binary, change(rendered(local)), files, secretsFolder));
  }

  /** Starts a stage with short waits, within the working hours of all owners. Default of `view`: production. */
  static inHours(binary: string, view: View = catalogue.view("production")): Promise<Stage> {
    return Stage.start(
      binary,
      withHours(view, new Date(), () => true),
      hurried,
    );
  }

  /** Address of Alertmanager. */
  get url(): string {
    return this.running.url;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.running.stop();
    await this.sinks.close();
  }

  /** Sends alerts with these labels. Default of `summary`: a sentence with the alert's environment. */
  fire(alerts: readonly Readonly<Record<string, string>>[], summary?: (labels: Readonly<Record<string, string>>) => string): Promise<void> {
    return this.running.post(
      alerts.map((labels) => {
        const alert = posted(labels);
        return summary === undefined ? alert : { ...alert, annotations: { ...alert.annotations, summary: summary(labels) } };
      }),
    );
  }

  end(alerts: readonly Readonly<Record<string, string>>[]): Promise<void> {
    return this.running.post(alerts.map((labels) => ({ ...posted(labels), endsAt: new Date(Date.now() - 1000).toISOString() })));
  }

  /** The state of each alert in Alertmanager, active or suppressed, by `<alertname> <service>`. */
  async states(): Promise<Record<string, "active" | "suppressed">> {
    const answer = await fetch(`${this.running.url}/api/v2/alerts`);
    const alerts = (await answer.json()) as readonly Seen[];
    return Object.fromEntries(
      alerts.map(({ labels, status }) => [`${labels["alertname"] ?? ""} ${labels["service"] ?? ""}`, status.state] as const),
    );
  }

  /** Silences the alerts with these labels for an hour. */
  async silence(labels: Readonly<Record<string, string>>): Promise<void> {
    const answer = await fetch(`${this.running.url}/api/v2/silences`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        matchers: Object.entries(labels).map(([name, value]) => ({ name, value, isRegex: false, isEqual: true })),
        startsAt: new Date().toISOString(),
        endsAt: new Date(Date.now() + 3_600_000).toISOString(),
        createdBy: "a test",
        comment: "someone works on it",
      }),
    });
    if (!answer.ok) throw new Error(`Alertmanager took no silence: ${answer.status} ${await answer.text()}`);
  }

  /** The number of alerts in Alertmanager that match all matchers. */
  async filtered(matchers: readonly string[]): Promise<number> {
    const query = matchers.map((matcher) => `filter=${encodeURIComponent(matcher)}`).join("&");
    const answer = await fetch(`${this.running.url}/api/v2/alerts?${query}`);
    if (!answer.ok) throw new Error(`Alertmanager took no filter: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as readonly Seen[]).length;
  }

  /** The notifications with this token that arrived, as `status contact token`, without duplicates. */
  about(token: string): string[] {
    const matching = this.sinks.deliveries.filter(({ text }) => text.includes(`${token}x`));
    return [...new Set(matching.map(({ status, contact }) => line(status, contact, token)))].sort();
  }

  /** The notifications with this token that a contact received, in order of arrival. */
  messages(contact: string, token: string): Delivery[] {
    return this.sinks.deliveries.filter((delivery) => delivery.contact === contact && delivery.text.includes(`${token}x`));
  }

  /** The statuses of the notifications whose text contains `text`, in order of arrival at the contact. */
  statuses(contact: string, text: string): string[] {
    return this.sinks.deliveries
      .filter((delivery) => delivery.contact === contact && delivery.text.includes(text))
      .map(({ status }) => status);
  }

  /** The notifications whose text contains `text`, in order of arrival at the contact. */
  containing(contact: string, text: string): string[] {
    return this.sinks.deliveries
      .filter((delivery) => delivery.contact === contact && delivery.text.includes(text))
      .map((each) => each.text);
  }

  texts(contact: string, token: string): string[] {
    return this.messages(contact, token).map(({ text }) => text);
  }

  /** Waits until all expected notifications have arrived, but at most `seconds`. Does not throw if some are missing. */
  async until(wanted: readonly string[], seconds = 20): Promise<void> {
    const tokens = [...new Set(wanted.map((entry) => entry.split(" ").at(-1) ?? ""))];
    const deadline = Date.now() + seconds * 1000;
    while (Date.now() < deadline) {
      const arrived = new Set(tokens.flatMap((token) => this.about(token)));
      if (wanted.every((entry) => arrived.has(entry))) return;
      await sleep(100);
    }
  }
}

const posted = (labels: Readonly<Record<string, string>>): Posted => ({
  labels,
  annotations: {
    summary: `${labels["environment"] ?? "unknown"} is in trouble`,
    impact: "Someone waits.",
    runbook_url: "http://runbooks.example/OPERATIONS.md#row",
    dashboard_url: "http://grafana.example/d/monitoring-http",
  },
});

/** Shortens `group_wait` to 1 s and `group_interval` to 2 s, so that tests can wait for resolved notifications. Changes nothing else. */
export const hurried = (configuration: string): string =>
  configuration.replace(/group_wait: \S+/g, "group_wait: 1s").replace(/group_interval: \S+/g, "group_interval: 2s");

/**
 * Changes the working hours of owners that have them. If `open` returns true for an owner, the hours cover every day. Otherwise they cover
 * one day, three days from today (UTC).
 */
export function withHours(view: View, now: Date, open: (owner: string) => boolean): View {
  const far = week[(now.getUTCDay() + 3) % 7] ?? "monday";
  return {
    ...view,
    owners: view.owners.map((owner) =>
      owner.workingHours === undefined
        ? owner
        : {
            ...owner,
            workingHours: { timeZone: "UTC", days: open(owner.id) ? [...week] : [far], from: "00:00", to: "24:00" },
          },
    ),
  };
}
