import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { mergeRecordings } from "../../../alert-rules/merge";
import { dueRecordings } from "../../../alert-rules/packs/job/due";
import { expectedJobs } from "../../../alert-rules/packs/job/series";
import { proofService } from "../../../alert-rules/proofs/service";
import type { DeclaredJob, DueTimes } from "../../../alert-rules/rule-facts";
import { parseCron } from "../../../exporters/model/cron";
import { offsetsOf } from "../../../exporters/model/time-zone";
import { describeWith } from "../../support/tools";

const [minute, hour, day] = [60, 3600, 86_400];

/** When the runs of a job are due. A success may be early or late by up to `grace` seconds. */
function dueOf(schedule: string, timeZone: string, grace: number): DueTimes {
  const cron = parseCron(schedule);
  if ("mistake" in cron) throw new Error(cron.mistake);
  const offsets = offsetsOf(timeZone).map((minutes) => minutes * minute);
  return { schedule, cron, offsets: [Math.min(...offsets), Math.max(...offsets)], grace, early: grace };
}

interface Case {
  readonly title: string;
  readonly schedule: string;
  readonly timeZone?: string;
  readonly grace: number;
  /**
   * For each time `at`, the scheduled time of the latest due run; undefined if no run was due yet. Both times are in Unix seconds.
   * 1970-01-01 was a Thursday.
   */
  readonly due: readonly (readonly [at: number, scheduled: number | undefined])[];
}

const cases: readonly Case[] = [
  {
    title: "on the first of months of any length",
    schedule: "0 3 1 * *",
    grace: 6 * hour,
    due: [
      [8 * hour, undefined],
      [9 * hour, 3 * hour],
      [31 * day + 8 * hour, 3 * hour],
      [31 * day + 9 * hour, 31 * day + 3 * hour],
      [59 * day + 8 * hour, 31 * day + 3 * hour],
      [59 * day + 9 * hour, 59 * day + 3 * hour],
      [90 * day, 59 * day + 3 * hour],
      [90 * day + 9 * hour, 90 * day + 3 * hour],
    ],
  },
  {
    title: "on the 31st, which not every month has",
    schedule: "0 0 31 * *",
    grace: hour,
    due: [
      [30 * day + hour, 30 * day],
      [88 * day, 30 * day],
      [89 * day + hour, 89 * day],
    ],
  },
  {
    title: "once a week",
    schedule: "0 5 * * 0",
    grace: day,
    due: [
      [4 * day + 4 * hour, undefined],
      [4 * day + 5 * hour, 3 * day + 5 * hour],
      [11 * day + 4 * hour, 3 * day + 5 * hour],
      [11 * day + 5 * hour, 10 * day + 5 * hour],
    ],
  },
  {
    title: "twice a day, and not at weekends",
    schedule: "30 6,18 * * 1-5",
    grace: 30 * minute,
    due: [
      [7 * hour, 6.5 * hour],
      [18 * hour, 6.5 * hour],
      [19 * hour, 18.5 * hour],
      [day + 6 * hour, 18.5 * hour],
      [3 * day + 12 * hour, day + 18.5 * hour],
      [4 * day + 7 * hour, 4 * day + 6.5 * hour],
    ],
  },
  {
    title: "on Fridays and on the 13th",
    schedule: "0 0 13 * 5",
    grace: hour,
    due: [
      [9 * day, 8 * day],
      [12 * day + hour, 12 * day],
      [15 * day + hour, 15 * day],
    ],
  },
  {
    title: "in one month of the year",
    schedule: "0 0 1 3 *",
    grace: hour,
    due: [
      [40 * day, undefined],
      [59 * day + hour, 59 * day],
    ],
  },
  {
    // 03:00 in Berlin is 02:00 UTC in winter and 01:00 UTC in summer. A run is due one hour (`grace`) after the later time. Its scheduled
    // time is the earlier time.
    title: "in a zone with daylight saving time",
    schedule: "0 3 * * *",
    timeZone: "Europe/Berlin",
    grace: hour,
    due: [
      [day + 2 * hour, hour],
      [day + 3 * hour, day + hour],
    ],
  },
  {
    title: "in a zone far east of UTC",
    schedule: "0 3 1 * *",
    timeZone: "Pacific/Kiritimati",
    grace: hour,
    due: [
      [30 * day + 13 * hour, -11 * hour],
      [30 * day + 14 * hour, 30 * day + 13 * hour],
    ],
  },
];

describeWith("promtool", "jobs are due by their schedule", (promtool) => {
  it.each(cases)("$title", ({ schedule, timeZone = "UTC", grace, due }) => {
    const job: DeclaredJob = {
      service: proofService,
      name: "report",
      heartbeat: "proof_web-report",
      seconds: day,
      severity: "critical",
      due: dueOf(schedule, timeZone, grace),
    };
    const rules = mergeRecordings([...expectedJobs([job]), ...dueRecordings([job])]).map(({ record, expr, labels }) => ({
      record: record.text,
      expr: expr.text,
      ...(labels === undefined ? {} : { labels }),
    }));
    const tests = [
      {
        interval: "1h",
        input_series: [{ series: "any", values: "0" }],
        promql_expr_test: due.map(([at, scheduled]) => ({
          expr: "max(job:due:timestamp)",
          eval_time: `${at}s`,
          exp_samples: scheduled === undefined ? [] : [{ labels: "{}", value: scheduled - grace }],
        })),
      },
    ];
    const folder = mkdtempSync(path.join(tmpdir(), "monitoring-job-due-"));
    try {
      writeFileSync(path.join(folder, "rules.yml"), JSON.stringify({ groups: [{ name: "jobs", rules }] }));
      writeFileSync(path.join(folder, "test.yml"), JSON.stringify({ rule_files: ["rules.yml"], evaluation_interval: "1h", tests }));
      const { status, stdout, stderr } = spawnSync(promtool, ["test", "rules", path.join(folder, "test.yml")], { encoding: "utf8" });
      expect({ status, said: status === 0 ? "" : `${stdout}${stderr}` }).toEqual({ status: 0, said: "" });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
