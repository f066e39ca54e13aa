import { describeWith } from "../../support/tools";
import { matches, type Labels } from "./matching";
import { line, Stage } from "./stage";

const base = { severity: "critical", system: "magazine", owner: "sites", environment: "silencex" };
const cms: Labels = { ...base, service: "cms" };
const errors: Labels = { ...cms, alertname: "HttpErrorRatioHigh", symptom: "errors" };
const failed = (probe: string, instance: string): Labels => ({
  ...cms,
  alertname: "ProbeFailed",
  symptom: "probe",
  action: "restart",
  probe,
  instance,
});
const odd = failed("track", 'http://cms.magazine:3000/api/a+b (c)?q="x|y"&z=\\d');
const queue = (name: string): Labels => ({ ...base, service: "worker", alertname: "QueueDepthHigh", symptom: "queue-depth", queue: name });

/** Alerts that the silence must not match, because on-call must still be notified when they fire. */
const others: readonly Labels[] = [
  { ...errors, severity: "warning" },
  { ...errors, service: "sites" },
  { ...errors, system: "trades" },
  { ...errors, environment: "stagingx" },
  { ...cms, alertname: "HttpLatencyHigh", symptom: "latency" },
  failed("login", "http://cms.magazine:3000/login"),
  failed("track", "http://cms.magazine:3000/api/aXb"),
  queue("exports"),
];

/** Finds the links to Alertmanager's form for a new silence in a text. Returns the matchers of each link. */
const silencesIn = (text: string): string[][] =>
  [...text.matchAll(/\/#\/silences\/new\?filter=([^\s|>)"\\]+)/g)].map(([, filter = ""]) => {
    const decoded = decodeURIComponent(filter);
    expect(decoded).toMatch(/^\{.*\}$/s);
    return [...decoded.matchAll(/\w+(?:=~|=)"(?:[^"\\]|\\.)*"/g)].map(([matcher]) => matcher);
  });

const contacts = ["slack-sites-alerts", "email-sites@example.com", "discord-sites"];

interface Notified {
  readonly contact: string;
  readonly text: string;
  /** Matchers of the silence for all alerts of the notification. */
  readonly matchers: readonly string[];
  /** Matchers of the silences for one alert each. */
  readonly single: readonly (readonly string[])[];
}

async function notified(stage: Stage, shown: readonly Labels[]): Promise<Notified[]> {
  await stage.fire(shown);
  await stage.until(contacts.map((contact) => line("firing", contact, "silence")));
  return contacts.map((contact) => {
    const text = stage.texts(contact, "silence").at(-1) ?? "";
    const [matchers = [], ...single] = silencesIn(text);
    return { contact, text, matchers, single };
  });
}

const matched = (matchers: readonly string[], alerts: readonly Labels[]): Labels[] =>
  alerts.filter((labels) => matchers.every((matcher) => matches(labels, matcher)));

describeWith("alertmanager", "the silence link in a notification", (binary) => {
  it.concurrent.each([
    ["one alert", [errors]],
    ["one alert with labels that contain quotes and special characters of links and regular expressions", [odd]],
    ["several alerts of a service", [errors, odd, failed("health", "http://cms.magazine:3000/healthz")]],
    ["two queues of three", [queue("automations"), queue("mails.new")]],
  ] as const)(
    "matches exactly the alerts in the notification: %s",
    async (_, shown) => {
      await using stage = await Stage.inHours(binary);
      for (const { contact, matchers } of await notified(stage, shown)) {
        expect({ contact, matched: matched(matchers, [...shown, ...others]) }).toEqual({ contact, matched: shown });
        // Alertmanager itself must match exactly the shown alerts.
        expect(await stage.filtered(matchers)).toBe(shown.length);
      }
    },
    60_000,
  );

  it.concurrent(
    "is also there for each of two to four alerts alone, because the link for all of them also matches combinations of their labels",
    async () => {
      await using stage = await Stage.inHours(binary);
      const shown = [queue("imports"), { ...queue("exports"), alertname: "QueueWorkerStuck", symptom: "worker" }];
      const combined = { ...queue("exports"), symptom: "queue-depth" };
      for (const { contact, text, matchers, single } of await notified(stage, shown)) {
        expect(text).toContain("Silence all");
        expect(matched(matchers, [...shown, combined])).toContain(combined);
        const each = single.map((one) => matched(one, [...shown, ...others, combined]));
        expect({ contact, each: new Set(each.flat()), sizes: each.map(({ length }) => length) }).toEqual({
          contact,
          each: new Set(shown),
          sizes: [1, 1],
        });
      }
    },
    60_000,
  );

  it.concurrent(
    "matches all alerts and says how wide it is, if the link would list too many values",
    async () => {
      await using stage = await Stage.inHours(binary);
      const shown = Array.from({ length: 100 }, (_, index) => queue(`exports-of-the-customer-${index}`));
      for (const { contact, text, matchers, single } of await notified(stage, shown)) {
        expect(single).toEqual([]);
        const wider = { ...queue("imports"), symptom: "queue-depth" };
        expect({ contact, matched: matched(matchers, [...shown, ...others, wider]) }).toEqual({
          contact,
          matched: [...shown, queue("exports"), wider],
        });
        expect(await stage.filtered(matchers)).toBe(shown.length);
        expect(text.replaceAll("\\", "")).toContain(
          "(also covers other alerts with the same alertname, environment, owner, service, severity, symptom, system)",
        );
      }
    },
    60_000,
  );
});
