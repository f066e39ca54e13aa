import { stepText } from "../../../alert-rules/first-command";
import { expressionOf } from "../../../alert-rules/condition";
import { factsOf } from "../../../alert-rules/facts";
import { renderAlertRules, renderOperations } from "../../../alert-rules/render";
import { ruleGroups } from "../../../alert-rules/rules";
import { dashboardsFor } from "../../../dashboards";
import type { Service } from "../../../exporters/model/schema";
import { pushesMetrics } from "../../../exporters/instrumentation/pushes";
import { answeringOwners } from "../../../exporters/model/answering";
import { runbookAnchor } from "../../../exporters/model/naming";
import { isPager } from "../../../exporters/receivers";
import { catalogue } from "../routes/configuration";
import { answering, contactName } from "../routes/expected";
import { owners } from "../../fixtures/catalogue";

const views = catalogue.environments.map((environment) => catalogue.view(environment.id));
const file = renderOperations(views);
const alerts = views.flatMap((view) => ruleGroups(factsOf(view)).flatMap((group) => group.alerts));
const names = [...new Set(alerts.map((alert) => alert.name))];

/** The anchors that Markdown renderers derive from a document's headings. A line that begins with `#` in a block of code is no heading. */
const anchors = [...file.content.replace(/^```[\s\S]*?^```$/gm, "").matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
  heading
    .toLowerCase()
    .replace(/[^\w -]/g, "")
    .replaceAll(" ", "-"),
);
const sectionOf = (name: string): string => new RegExp(`^### ${name}$[\\s\\S]*?(?=^### |(?![\\s\\S]))`, "m").exec(file.content)?.[0] ?? "";

it("every alert's runbook link points to a heading, in every environment", () => {
  for (const view of views) {
    const rules = renderAlertRules(view, "rules").map(({ content }) => content);
    const links = rules.flatMap((content) => [...content.matchAll(/runbook_url: "?([^"\s]+)"?/g)].map(([, url = ""]) => url));
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter((link) => !link.startsWith(`${view.environment.urls.runbooks}#`))).toEqual([]);
    expect(links.filter((link) => !anchors.includes(link.split("#")[1] ?? ""))).toEqual([]);
  }
});

it("every heading has a unique anchor, and every link within the file leads to a heading", () => {
  expect(anchors.filter((anchor, index) => anchors.indexOf(anchor) !== index)).toEqual([]);
  const links = [...file.content.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = ""]) => anchor);
  expect(links.length).toBeGreaterThan(names.length);
  expect(links.filter((anchor) => !anchors.includes(anchor))).toEqual([]);
  expect(names.filter((name) => !links.includes(runbookAnchor(name)))).toEqual([]);
});

it.each(names)("the section on %s has every part that on-call needs", (name) => {
  const section = sectionOf(name);
  for (const part of [
    "**Impact",
    "**First steps**",
    "1. ",
    "**Dashboard:** [",
    "| Severity |",
    "**When data is missing:**",
    "**Inhibited by:**",
    "**Notified**",
    "```promql",
  ])
    expect(section).toContain(part);
  for (const alert of alerts.filter((candidate) => candidate.name === name)) {
    expect(section).toContain(`| ${alert.severity} | `);
    expect(section).toContain(expressionOf(alert).text);
    for (const step of alert.firstSteps) expect(section.replaceAll("\\", "")).toContain(stepText(step).replaceAll("\\", ""));
  }
});

it("the operations document states the default threshold and each service's own threshold, in units such as % and s", () => {
  expect(sectionOf("HttpErrorRatioHigh")).toContain("| critical | sustained share of HTTP requests with a 5xx response is above **5%** |");
  expect(sectionOf("HttpErrorRatioHigh")).toContain("| staging | trades/web | critical | 5% |");
  expect(sectionOf("HttpErrorRatioHigh")).toContain("| production | trades/web | critical | 1% |");
});

it("the operations document names every contact that is notified, in every environment", () => {
  for (const view of views) {
    const table = new RegExp(`^### Notified in ${view.environment.id}$[\\s\\S]*?(?=^##)`, "m").exec(file.content)?.[0] ?? "";
    for (const owner of owners.filter((candidate) => answering(view.environment.id).includes(candidate.id)))
      for (const contact of [...owner.contacts.critical, ...owner.contacts.warning, ...owner.contacts.info]) {
        const word = contactName(contact).replace(`${contact.via}-`, "");
        if (view.environment.pages || contact.via !== "pagerduty") expect(table).toContain(word);
        else expect(table).not.toContain(`PagerDuty ${word}`);
      }
  }
});

it("no text in the operations document looks like an HTML tag to Markdown", () => {
  const prose = file.content
    .replace(/```(?:promql|bash)[\s\S]*?```/g, "")
    .replace(/<!--.*-->/, "")
    .replace(/`[^`\n]*`/g, "");
  expect([...prose.matchAll(/(?<!\\)<(?!\/?(?:details|summary)>)[a-z]/g)]).toEqual([]);
});

it("every panel that a step names is on the dashboard of its alert", () => {
  let found = 0;
  const missing = views.flatMap((view) => {
    const facts = factsOf(view);
    const titles = new Map<string, readonly string[]>(
      dashboardsFor(facts).map(({ id, sections }) => [id, sections.flatMap(({ panels }) => panels.map(({ title }) => title))]),
    );
    return ruleGroups(facts).flatMap((group) =>
      group.alerts.flatMap(({ name, panel, firstSteps }) => {
        const named = firstSteps.flatMap((step) =>
          [...stepText(step).matchAll(/panels? ("[^"]+"(?:(?:, | and )"[^"]+")*)/g)].flatMap(([, list = ""]) =>
            [...list.matchAll(/"([^"]+)"/g)].map(([, title = ""]) => title),
          ),
        );
        found += named.length;
        const there = titles.get(panel.split("/")[0] ?? "") ?? [];
        return named.filter((title) => !there.includes(title)).map((title) => `${view.environment.id}: ${name}: ${title}`);
      }),
    );
  });
  expect(found).toBeGreaterThan(20);
  expect(missing).toEqual([]);
});

it("the page says `PushMissing` fires for services that push, and no section says that an alert pages", () => {
  const pushing = views.some((view) => view.systems.some(({ services }) => services.some(pushesMetrics)));
  expect(pushing).toBe(true);
  expect(sectionOf("HttpLatencyHigh")).toContain("[PushMissing](#pushmissing) fires instead.");
  expect(sectionOf("PostgresDown")).not.toContain("PushMissing");
  expect(
    alerts
      .filter(({ impact, firstSteps }) => /\bpages?\b(?! of| "|\.)/.test([impact, ...firstSteps.map(stepText)].join(" ")))
      .map(({ name }) => name),
  ).toEqual([]);
});

it("an owner without a pager is marked where critical alerts page", () => {
  for (const view of views.filter(({ environment }) => environment.pages)) {
    const list = new RegExp(`^- \\[${view.environment.id}\\]\\(#notified.*$`, "m").exec(sectionOf("TargetDown"))?.[0] ?? "";
    for (const owner of answeringOwners(view).filter(({ id }) => new RegExp(`\\b${id}\\b`).test(list)))
      expect({ owner: owner.id, marked: list.includes(`${owner.id} (has no pager)`) }).toEqual({
        owner: owner.id,
        marked: !owner.contacts.critical.some(isPager),
      });
  }
});

it("the platform's owner is listed only for alerts that can be about the stack, or about a service of this owner", () => {
  const listIn = (id: string, name: string) =>
    new RegExp(`^- \\[${id}\\]\\(#[^)]+\\): (.*)$`, "m").exec(sectionOf(name))?.[1]?.replaceAll(" (has no pager)", "").split(", ");
  let found = 0;
  for (const { environment, systems } of views) {
    const owners = (of: (service: Service) => boolean) => [
      ...new Set(systems.flatMap(({ services }) => services.filter(of).map(({ owner }) => owner))),
    ];
    const pushing = listIn(environment.id, "PushMissing");
    if (pushing !== undefined) expect(pushing).toEqual(owners(pushesMetrics).sort());
    if (!owners(() => true).includes(environment.platformOwner)) found += 1;
    expect(listIn(environment.id, "SystemDown")).toEqual(owners(() => true).sort());
    expect(listIn(environment.id, "TargetDown")).toContain(environment.platformOwner);
  }
  expect(found).toBeGreaterThan(0);
});

/** Alerts that are about only some services of their pack, by name. */
const narrow = [...new Set(alerts.filter(({ about }) => about !== undefined).map(({ name }) => name))];

it.each(narrow)("the section on %s names only the services that it can be about, and their owners", (name) => {
  const section = sectionOf(name);
  const about = alerts.find((alert) => alert.name === name)?.about;
  if (about === undefined) throw new Error(`${name} has no \`about\`.`);
  for (const view of views) {
    const list = new RegExp(`^- \\[${view.environment.id}\\]\\(#[^)]+\\): (.*)$`, "m").exec(section)?.[1];
    if (list === undefined) continue;
    const covered = view.systems.flatMap(({ id, services }) =>
      services.filter(about).map(({ name: service, owner }) => ({ id: `${id}/${service}`, owner })),
    );
    expect(
      list
        .replaceAll(" (has no pager)", "")
        .split(", ")
        .filter((owner) => owner !== "" && owner !== view.environment.platformOwner),
    ).toEqual([...new Set(covered.map(({ owner }) => owner))].filter((owner) => owner !== view.environment.platformOwner).sort());
    const [comment = ""] = new RegExp(`^# ${view.environment.id}; (.*)$`, "m").exec(section)?.slice(1) ?? [];
    const named = comment.split("; ").flatMap((each) => each.replace(/^also for /, "").split(", "));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((each) => !covered.some(({ id }) => id === each))).toEqual([]);
  }
});

it("the target of a probe or kubelet is down instead of a missing push, also for a service that pushes", () => {
  expect(sectionOf("ProbeFailed")).toContain("[TargetDown](#targetdown) fires instead.");
  expect(sectionOf("ProbeFailed")).not.toContain("PushMissing");
  expect(sectionOf("ContainerCpuHigh")).not.toContain("PushMissing");
});

it("links to the query, to a silence, and to the people, and a query link contains the whole query", () => {
  const links = [...sectionOf("PostgresDown").matchAll(/\((https?:[^)]+\/graph\?g0\.expr=[^)]+)\)/g)].map(([, url = ""]) => new URL(url));
  expect(links).toHaveLength(views.length);
  const alert = alerts.find(({ name }) => name === "PostgresDown");
  if (alert === undefined) throw new Error("PostgresDown is missing.");
  for (const link of links) expect(link.searchParams.get("g0.expr")).toBe(expressionOf(alert).text);
  for (const view of views) {
    expect(sectionOf("PostgresDown")).toContain(
      `${view.environment.urls.alertmanager}/#/silences/new?filter=${encodeURIComponent('{alertname="PostgresDown"}')}`,
    );
  }
});

it("offers an announcement for an alert about a system with a status page, and none for an alert about the stack", () => {
  expect(sectionOf("TargetDown")).toContain("**If users notice the problem**");
  expect(sectionOf("MetricsNotWritten")).toContain("| critical |");
  expect(sectionOf("MetricsNotWritten")).not.toContain("**If users notice the problem**");
});

it("lists every job with its schedule and owner, every queue, and every quota", () => {
  for (const view of views)
    for (const { id, services } of view.systems)
      for (const service of services) {
        for (const job of service.jobs) {
          const row = file.content.split("\n").find((line) => line.startsWith(`| ${id}/${service.name} | ${job.name} |`)) ?? "";
          expect(row).toContain(job.schedule ?? "every ");
          expect(row).toContain(`| ${service.owner} |`);
        }
        const named = [...("queues" in service ? service.queues : []), ...("quotas" in service ? service.quotas : [])];
        for (const name of named) expect(file.content).toContain(`| ${id}/${service.name} | ${name} |`);
      }
});

it("has a section for the alert of Gatus, to which the alert links", () => {
  expect(sectionOf("UptimeCheckFailed")).toContain("npm run logs -- --environment local gatus");
  expect(anchors).toContain(runbookAnchor("UptimeCheckFailed"));
  expect(anchors).toContain("messages-of-the-dead-mans-switch");
});
