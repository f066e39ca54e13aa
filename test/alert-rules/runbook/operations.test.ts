import { expressionOf } from "../../../alert-rules/condition";
import { factsOf } from "../../../alert-rules/facts";
import { renderAlertRules, renderOperations } from "../../../alert-rules/render";
import { ruleGroups } from "../../../alert-rules/rules";
import { runbookAnchor } from "../../../exporters/model/naming";
import { catalogue } from "../routes/configuration";
import { answering, contactName } from "../routes/expected";
import { owners } from "../../fixtures/catalogue";

const views = catalogue.environments.map((environment) => catalogue.view(environment.id));
const file = renderOperations(views);
const alerts = views.flatMap((view) => ruleGroups(factsOf(view)).flatMap((group) => group.alerts));
const names = [...new Set(alerts.map((alert) => alert.name))];

/** The anchors that Markdown renderers derive from a document's headings. */
const anchors = [...file.content.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
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
    for (const step of alert.firstSteps) expect(section.replaceAll("\\", "")).toContain(step.replaceAll("\\", ""));
  }
});

it("the operations document states the default threshold and each service's own threshold, in units such as % and s", () => {
  expect(sectionOf("HttpErrorRatioHigh")).toContain(
    "| critical | share of HTTP requests with a 5xx response over 5 minutes is above **5%** |",
  );
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
    .replace(/```promql[\s\S]*?```/g, "")
    .replace(/<!--.*-->/, "")
    .replace(/`[^`\n]*`/g, "");
  expect([...prose.matchAll(/(?<!\\)<(?!\/?(?:details|summary)>)[a-z]/g)]).toEqual([]);
});
