import { setTimeout as sleep } from "node:timers/promises";
import { describeWith } from "../../support/tools";
import { catalogue } from "./configuration";
import { reached } from "./expected";
import { Stage, withHours } from "./stage";
import { storms, type Moment, type Storm } from "./storms";

/**
 * The test runs this many times faster than production. The waits of the routes and the delays of the storms are divided by this number.
 */
const speed = 10;
const quicker = (configuration: string): string =>
  configuration.replace(/(group_wait|group_interval): (\S+)/g, (_, key: string, value: string) => `${key}: ${tenth(value)}`);

function tenth(duration: string): string {
  const [, number = "", unit = ""] = /^(\d+)([smh])$/.exec(duration) ?? [];
  const seconds = Number(number) * { s: 1, m: 60, h: 3600 }[unit as "s" | "m" | "h"];
  return `${(seconds * 1000) / speed}ms`;
}

/** Sends each alert of the storm when the alert starts firing, and again when it resolves. Then waits for late notifications. */
async function blow(stage: Stage, storm: Storm, token: string): Promise<void> {
  const begin = Date.now();
  const end = Math.max(...storm.moments.map(({ at, until }) => until ?? at)) + 90;
  const now = (): number => ((Date.now() - begin) / 1000) * speed;
  const labelsOf = ({ labels }: Moment) => ({ ...labels, environment: `${token}x` });
  const sent = new Set<Moment>();
  const ended = new Set<Moment>();
  while (now() < end) {
    const due = storm.moments.filter((moment) => moment.at <= now() && !sent.has(moment));
    const over = storm.moments.filter((moment) => moment.until !== undefined && moment.until <= now() && !ended.has(moment));
    for (const moment of due) sent.add(moment);
    for (const moment of over) ended.add(moment);
    if (due.length > 0) await stage.fire(due.map(labelsOf));
    if (over.length > 0) await stage.end(over.map(labelsOf));
    await sleep(100);
  }
}

function contactOf({ moments }: Storm, via: string): string {
  const owner = moments[0]?.labels["owner"] ?? "";
  const contact = reached("production", owner, "critical").find((candidate) => candidate.startsWith(`${via}-`));
  if (contact === undefined) throw new Error(`${owner} has no ${via}`);
  return contact;
}

interface PagerDutyEvent {
  readonly dedup_key: string;
  readonly payload: { readonly component?: string; readonly group?: string };
}

/** The affected service or system of each PagerDuty incident, sorted. */
function pagesIn(texts: readonly string[]): string[] {
  const events = texts.map((text) => JSON.parse(text) as PagerDutyEvent);
  const incidents = new Map(events.map(({ dedup_key, payload }) => [dedup_key, payload.component ?? payload.group ?? ""]));
  return [...incidents.values()].sort();
}

describeWith("alertmanager", "on-call gets one page per incident and only the expected notifications after", (binary) => {
  it.concurrent.each(storms.map((storm, index) => [storm.title, storm, `storm-${index}`] as const))(
    "%s",
    async (_, storm, token) => {
      await using stage = await Stage.start(
        binary,
        withHours(catalogue.view("production"), new Date(), () => true),
        quicker,
      );
      await blow(stage, storm, token);
      const firing = (via: string): string[] =>
        stage
          .messages(contactOf(storm, via), token)
          .filter(({ status }) => status === "firing")
          .map(({ text }) => text);
      expect({ pages: pagesIn(firing("pagerduty")), messages: firing("slack").length }).toEqual({
        pages: storm.pages,
        messages: storm.messages,
      });
    },
    120_000,
  );
});
