import { renderOperations } from "../../../alert-rules/render";
import { catalogue } from "../routes/configuration";

const views = catalogue.environments.map(({ id }) => catalogue.view(id));
const page = renderOperations(views).content;
const senders = page.slice(page.indexOf("\n## Alerts and messages of other senders\n"));
const sections = new Map(
  senders
    .split("\n### ")
    .slice(1)
    .map((text) => [text.split("\n")[0] ?? "", text]),
);

/** Matches steps that only refer to the section with the commands, and captures the steps' numbers. */
const refersOnly = /^(\d+)\. (?:Then|Otherwise|For a missing heartbeat,|For a cron monitor,) follow the steps of \[/gim;

it("every step of the sections about other senders has a command, or refers to an alert's section", () => {
  expect([...sections.keys()]).toEqual([
    "UptimeCheckFailed",
    "Messages of the external monitor",
    "Messages of Sentry",
    "Messages of the dead man's switch",
  ]);
  for (const [title, text] of sections) {
    const steps = [...text.matchAll(/^(\d+)\. /gm)].map(([, number]) => number);
    const shown = [
      ...(text.includes("\n**First command**\n") ? ["1"] : []),
      ...[...text.matchAll(/^\*\*Command for step (\d+)\*\*$/gm)].map(([, number]) => number),
      ...[...text.matchAll(refersOnly)].map(([, number]) => number),
    ];
    // For an incident of UptimeRobot itself, the step has a link to UptimeRobot's status page and no command.
    const linked = [...text.matchAll(/^(\d+)\. .*\[status of UptimeRobot\]/gm)].map(([, number]) => number);
    expect({ title, without: steps.filter((number) => !shown.includes(number) && !linked.includes(number)) }).toEqual({
      title,
      without: [],
    });
  }
});

it("the dead man's switch is looked up in Alertmanager, and the results of Gatus in its API", () => {
  for (const { environment } of views.filter(({ environment: { deadMansSwitch } }) => deadMansSwitch !== undefined))
    expect(sections.get("Messages of the dead man's switch")).toContain(
      `npm run shell -- --environment ${environment.id} alertmanager -- wget -q -O - -T 15 'http://127.0.0.1:9093/api/v2/alerts?filter=alertname%3D%22DeadMansSwitch%22'`,
    );
  expect(sections.get("UptimeCheckFailed")).toContain("gatus -- wget -q -O - -T 15 http://127.0.0.1:8080/api/v1/endpoints/statuses");
});
