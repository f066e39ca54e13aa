import { parseMail, toText } from "../../../stacks/demo/app/receiver/mail";
import { findAlerts } from "../../../stacks/demo/app/receiver/text";
import { parseDiscord, parsePagerDuty, parseSlack, parseWebhook } from "../../../stacks/demo/app/receiver/vendors";

// Shortened payloads that a real Alertmanager 0.33.1 sent with its default templates.
const labels = { alertname: "HttpLatencyHigh", service: "orders", severity: "critical" };
const other = { ...labels, instance: "b:1" };
const title = "[FIRING:2] HttpLatencyHigh orders (critical demo)";
const blocks = `

Alerts Firing:
Labels:
 - alertname = HttpLatencyHigh
 - service = orders
 - severity = critical
Annotations:
 - description = Users wait.
 - summary = p95 of orders is 3.2 s
Source: http://prometheus:9090/graph?g0.expr=a%3E1
Labels:
 - alertname = HttpLatencyHigh
 - instance = b:1
 - service = orders
 - severity = critical
Annotations:
 - summary = p95 of orders is 4 s
Source: 
`;
const both = [
  { status: "firing", alertname: "HttpLatencyHigh", labels, summary: "p95 of orders is 3.2 s" },
  { status: "firing", alertname: "HttpLatencyHigh", labels: other, summary: "p95 of orders is 4 s" },
];
const asAlerts = (status: string): unknown[] => [
  { status, labels, annotations: { summary: "p95 of orders is 3.2 s", description: "Users wait." }, fingerprint: "25a836f547b78dd9" },
  { status, labels: other, annotations: { summary: "p95 of orders is 4 s" }, generatorURL: null },
];
const resolved = both.map((alert) => ({ ...alert, status: "resolved" }));

describe("parsing a webhook notification", () => {
  it("returns one message per alert, with the alert's status", () => {
    const [first, second] = [asAlerts("firing")[0], asAlerts("resolved")[1]];
    expect(parseWebhook({ version: "4", status: "firing", alerts: [first, second] })).toEqual([both[0], resolved[1]]);
    expect(parseWebhook({ version: "4", groupKey: "g", alerts: [first, second] })).toEqual(
      inGroup("g", [both[0] ?? {}, resolved[1] ?? {}]),
    );
  });

  it("returns no message for an invalid body", () => {
    for (const body of [undefined, null, [], "x", {}, { alerts: "x" }]) expect(parseWebhook(body)).toEqual([]);
  });

  it("uses the name `unknown` for an alert without a name", () => {
    expect(parseWebhook({ alerts: [{}] })).toEqual([{ status: "firing", alertname: "unknown", labels: {}, summary: "" }]);
  });
});

describe("parsing a Discord notification", () => {
  const embed = (name: string, description: string): unknown => ({ content: "", embeds: [{ title: name, description, color: 10038562 }] });

  it("reads every label block of the default description", () => {
    expect(parseDiscord(embed(title, blocks))).toEqual(both);
  });

  it("reads an alert's status from the section that contains its labels", () => {
    const mixed = `${blocks}\n\nAlerts Resolved:\nLabels:\n - alertname = QueueStuck\nAnnotations:\n - summary = it moves\nSource: \n`;
    expect(parseDiscord(embed(title, mixed))).toEqual([
      ...both,
      { status: "resolved", alertname: "QueueStuck", labels: { alertname: "QueueStuck" }, summary: "it moves" },
    ]);
  });

  it("reads a notification with plain content", () => {
    expect(parseDiscord({ content: "[RESOLVED] QueueStuck orders" })).toEqual([
      { status: "resolved", alertname: "QueueStuck", labels: {}, summary: "QueueStuck orders" },
    ]);
  });
});

describe("parsing this project's own notifications", () => {
  const expected = [
    {
      status: "firing",
      alertname: "QueueDepthHigh",
      labels: { alertname: "QueueDepthHigh", queue: "*a_b*", severity: "critical" },
      summary: "demo/worker: 3 jobs <wait> in *a_b*",
    },
    { status: "resolved", alertname: "QueueStuck", labels: { alertname: "QueueStuck" }, summary: "it moves" },
  ];

  it("reads Discord's escaped characters and leaves out the time", () => {
    const description = [
      "2 alerts fire. [All alerts](http://am/#/alerts?receiver=a) · [Silence](http://am/#/silences/new?filter=%7B%7D)",
      "",
      "**demo/worker\\: 3 jobs \\<wait\\> in \\*a\\_b\\*** since 28 Nov 03:12 UTC (1d 2h 4m 5s)",
      "Jobs are late.",
      "alertname=QueueDepthHigh queue=\\*a\\_b\\* severity=critical ",
      "",
      "Resolved: it moves",
      "alertname=QueueStuck ",
    ].join("\n");
    expect(parseDiscord({ embeds: [{ title: "[FIRING:1] CRITICAL demo/worker\\: 3 jobs", description }] })).toEqual(expected);
  });

  it("reads Slack's escaped characters, also without an impact", () => {
    const text = [
      "*demo/worker: 3 jobs &lt;wait&gt; in *a_b** since 03:12 UTC (5m 3s)",
      "alertname=QueueDepthHigh queue=*a_b* severity=critical ",
      "",
      "Resolved: it moves",
      "alertname=QueueStuck ",
    ].join("\n");
    expect(parseSlack({ attachments: [{ title: "[FIRING:1] CRITICAL demo/worker: 3 jobs", text }] })).toEqual(expected);
  });
});

describe("parsing a Slack notification", () => {
  const attachment = (fields: object): unknown => ({ channel: "#shop", username: "Alertmanager", attachments: [fields] });

  it("reads the name, status and severity from the default title, which has no label names", () => {
    expect(parseSlack(attachment({ title, text: "", color: "danger" }))).toEqual([
      {
        status: "firing",
        alertname: "HttpLatencyHigh",
        labels: { severity: "critical" },
        summary: "HttpLatencyHigh orders (critical demo)",
      },
    ]);
  });

  it("reads the resolved status from the title", () => {
    const [message] = parseSlack(attachment({ title: "[RESOLVED] HttpLatencyHigh orders", text: "", color: "good" }));
    expect(message).toMatchObject({ status: "resolved", alertname: "HttpLatencyHigh" });
  });

  it("reads the resolved status from the colour if the title does not contain it", () => {
    const [message] = parseSlack(attachment({ title: "HttpLatencyHigh in orders", text: "", color: "good" }));
    expect(message).toMatchObject({ status: "resolved", alertname: "HttpLatencyHigh" });
  });

  it("uses the fallback text without its link if there is no title", () => {
    const fallback = "[FIRING:1] QueueStuck orders | http://alertmanager:9093/#/alerts?receiver=all";
    expect(parseSlack(attachment({ text: "", fallback }))).toEqual([
      { status: "firing", alertname: "QueueStuck", labels: {}, summary: "QueueStuck orders" },
    ]);
  });

  it("reads labels from fields, from bold lines and from name=value words", () => {
    const message = attachment({
      title: ":fire: [FIRING:1] PoolExhausted",
      text: '*severity:* `warning`\nservice=orders system=demo\n*Summary:* all 10 connections are taken\nowner="shop"',
      fields: [{ title: "environment", value: "local" }],
    });
    expect(parseSlack(message)).toEqual([
      {
        status: "firing",
        alertname: "PoolExhausted",
        labels: { severity: "warning", service: "orders", system: "demo", owner: "shop", environment: "local" },
        summary: "all 10 connections are taken",
      },
    ]);
  });

  it("reads a notification that has only text", () => {
    expect(parseSlack({ text: "Resolved: QueueStuck\nseverity: warning" })).toEqual([
      { status: "resolved", alertname: "QueueStuck", labels: { severity: "warning" }, summary: "QueueStuck" },
    ]);
  });
});

const inGroup = (group: string, found: readonly object[]): object[] => found.map((alert) => ({ ...alert, group }));

describe("parsing a PagerDuty event", () => {
  const event = (event_action: string, custom_details: object, summary = title): unknown => ({
    routing_key: "k",
    dedup_key: "d",
    event_action,
    payload: { summary, source: "Alertmanager", severity: "error", custom_details },
  });

  it("reads the list of alerts that newer Alertmanager releases send", () => {
    expect(parsePagerDuty(event("trigger", { firing: asAlerts("firing"), resolved: [], num_firing: 2, num_resolved: 0 }))).toEqual(
      inGroup("d", both),
    );
  });

  it("reads the text that older Alertmanager releases send", () => {
    expect(parsePagerDuty(event("trigger", { firing: blocks.replace("Alerts Firing:", ""), resolved: "", num_firing: "2" }))).toEqual(
      inGroup("d", both),
    );
  });

  it("returns the resolved alerts for a resolve event", () => {
    expect(parsePagerDuty(event("resolve", { firing: [], resolved: asAlerts("resolved") }))).toEqual(inGroup("d", resolved));
  });

  it("reads a custom template's details as labels", () => {
    expect(parsePagerDuty(event("trigger", { service: "orders" }, "QueueStuck: 150 jobs wait"))).toEqual([
      {
        status: "firing",
        alertname: "QueueStuck",
        labels: { service: "orders", severity: "error" },
        summary: "QueueStuck: 150 jobs wait",
        group: "d",
      },
    ]);
  });

  it("returns a resolved message for a resolve event without a payload", () => {
    expect(parsePagerDuty({ event_action: "resolve", dedup_key: "abc" })).toEqual([
      { status: "resolved", alertname: "abc", labels: {}, summary: "abc", group: "abc" },
    ]);
  });
});

describe("parsing an email", () => {
  const mail = (type: string, body: string): Uint8Array =>
    Buffer.from(
      [
        "From: am@example.org",
        "To: on-call@example.org",
        `Subject: =?utf-8?q?=5BFIRING:2=5D_HttpLatencyHigh_orders?=`,
        "MIME-Version: 1.0",
        'Content-Type: multipart/alternative; boundary="b"',
        "",
        "--b",
        "Content-Transfer-Encoding: quoted-printable",
        `Content-Type: ${type}; charset=UTF-8`,
        "",
        body.replace(/=/g, "=3D"),
        "--b--",
        "",
      ].join("\r\n"),
    );

  it("reads the label blocks of an HTML mail", async () => {
    const br = '<br style="margin: 0">';
    const block = (entries: object, summary: string): string =>
      `<strong>Labels</strong>${br}\n${Object.entries(entries)
        .map(([name, value]) => `${name} = ${String(value)}${br}`)
        .join("")}<strong>Annotations</strong>${br}\nsummary = ${summary}${br}<a href="">Source</a>${br}`;
    const html = `<html><style>a { b: c }</style><td><strong>[2] Firing</strong></td><td>${block(labels, "p95 of orders is 3.2 s")}</td>
<td>${block(other, "p95 of orders is &gt; 4 s")}</td></html>`;
    expect(await parseMail(mail("text/html", html))).toEqual([both[0], { ...both[1], summary: "p95 of orders is > 4 s" }]);
  });

  it("reads the label blocks of a text mail", async () => {
    expect(await parseMail(mail("text/plain", blocks))).toEqual(both);
  });

  it("converts plain HTML to text without markup", () => {
    expect(toText("<p>a &amp;lt; b</p><script>x()</script><b>c</b>")).toBe("a &lt; b\nc");
  });
});

describe("finding alerts in a text", () => {
  it("uses the name `unknown` for an empty text", () => {
    expect(findAlerts("", "")).toEqual([{ status: "firing", alertname: "unknown", labels: {}, summary: "" }]);
  });

  it("uses the name `unknown` for a sentence without a name, as notifications to tenants are", () => {
    const text = "demo/orders: tenant acme has used 101% of its orders";
    for (const status of ["firing", "resolved"] as const)
      expect(findAlerts(`${status === "resolved" ? "Resolved: " : ""}${text}`, text)).toEqual([
        { status, alertname: "unknown", labels: {}, summary: text },
      ]);
  });

  it("uses the first word as the name if no word looks like an alert name", () => {
    expect(findAlerts("[FIRING:1] disk orders", "")[0]).toMatchObject({ alertname: "disk" });
  });
});
