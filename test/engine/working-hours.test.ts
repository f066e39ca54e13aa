import { setTimeout as sleep } from "node:timers/promises";
import { parse, stringify } from "yaml";
import { catalogue } from "../alert-rules/routes/configuration";
import { Stage } from "../alert-rules/routes/stage";
import { describeWith } from "../support/tools";

type Labels = Readonly<Record<string, string>>;

interface Interval {
  readonly name: string;
  time_intervals: object[];
}

const minute = 60_000;
const channel = "slack-ai-platform-alerts";

const clock = (hour: number, minutes: number): string =>
  `${String(hour + Math.floor(minutes / 60)).padStart(2, "0")}:${String(((minutes % 60) + 60) % 60).padStart(2, "0")}`;

/** Working hours that end a minute after `start` and begin again a minute later. In the chosen time zone, the hour of `start` is 12. */
function hoursFrom(start: Date): object {
  const behind = start.getUTCHours() - 12;
  const at = (minutes: number): string => clock(12, start.getUTCMinutes() + minutes);
  return {
    location: `Etc/GMT${behind < 0 ? "-" : "+"}${Math.abs(behind)}`,
    times: [
      { start_time: "11:00", end_time: at(1) },
      { start_time: at(2), end_time: "14:30" },
    ],
  };
}

/**
 * The production routes with the given hours and short waits. As in production, repeat_interval is shorter than the time outside of working
 * hours.
 */
const withHours = (hours: object) => (configuration: string) => {
  const config = parse(configuration) as { time_intervals: Interval[] };
  for (const interval of config.time_intervals) interval.time_intervals = [hours];
  return stringify(config)
    .replace(/group_wait: \S+/g, "group_wait: 1s")
    .replace(/group_interval: \S+/g, "group_interval: 2s")
    .replace(/repeat_interval: \S+/g, "repeat_interval: 50s");
};

const warning = (service: string): Labels => ({
  alertname: "QueueDepthHigh",
  severity: "warning",
  symptom: "queue-depth",
  system: "studio",
  service,
  owner: "ai-platform",
  queue: "arq:queue",
  environment: `hours-${service}x`,
});
const lasting = warning("lasting");
const ended = warning("ended");
const nightly = warning("nightly");

describeWith("alertmanager", "when working hours begin again,", (binary) => {
  it(
    "an alert that still fires is sent again, and an alert that resolved is sent only when it fires the next time",
    async () => {
      const start = new Date((Math.floor(Date.now() / minute) + 1) * minute);
      const end = start.getTime() + minute;
      const begin = end + minute;
      const until = (time: number): Promise<void> => sleep(Math.max(0, time - Date.now()));
      await using stage = await Stage.start(binary, catalogue.view("production"), withHours(hoursFrom(start)));
      const sent = (labels: Labels): string[] =>
        stage.messages(channel, labels["environment"]?.slice(0, -1) ?? "").map(({ status }) => status);

      await until(start.getTime() + 1000);
      await stage.fire([lasting, ended]);
      await until(end - 5000);
      expect(new Set([...sent(lasting), ...sent(ended)])).toEqual(new Set(["firing"]));
      const before = { lasting: sent(lasting).length, ended: sent(ended).length };

      await until(end + 5000);
      await stage.fire([nightly]);
      await until(end + 15_000);
      await stage.end([ended]);
      await until(begin - 3000);
      const atNight = [sent(lasting).slice(before.lasting), sent(ended).slice(before.ended), sent(nightly)];
      expect(atNight.flat()).toEqual([]);

      await until(begin + 8000);
      // Alertmanager sends no resolved notification for an alert that resolved while muted (docs/decisions/0096).
      expect([sent(lasting).slice(before.lasting), sent(ended).slice(before.ended), sent(nightly)]).toEqual([["firing"], [], ["firing"]]);

      await stage.fire([ended]);
      await sleep(6000);
      expect(sent(ended).slice(before.ended)).toEqual(["firing"]);
      await stage.end([ended]);
      await sleep(6000);
      expect(sent(ended).slice(before.ended)).toEqual(["firing", "resolved"]);
    },
    6 * minute,
  );
});
