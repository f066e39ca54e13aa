import { z } from "zod";
import { distinct } from "./lists";
import { nameSchema } from "./name";
import { object } from "./object";
import { labelName, metricName, reportedName } from "./text";
import { show } from "./units";

const field = z.string().regex(/^[A-Za-z0-9_.:-]+$/, {
  error: ({ input }) => `got ${show(input)}; expected the name of a field: letters, digits and any of _ . : -`,
});

const keyPattern = z.string().regex(/^[A-Za-z0-9_.:{}-]+\*$/, {
  error: ({ input }) =>
    `got ${show(input)}; expected the beginning of the keys and "*", like "job:*": letters, digits and any of _ . : { } -, and "*" only at the end`,
});

const category = z.string().regex(/^[A-Za-z0-9_.-]+$/, {
  error: ({ input }) => `got ${show(input)}; expected a category: letters, digits and any of _ . -`,
});

const values = (...fallback: readonly string[]) => distinct(z.array(reportedName).min(1)).default([...fallback]);

/**
 * Hashes in Redis in which the application keeps the status of its runs, one hash per run. redis_exporter reads them with a script, so the
 * application needs no metrics.
 */
const hashes = object({
  /** Name of the Redis service that holds the hashes. It must also be in `dependsOn`. */
  redis: nameSchema,
  /** Keys of the hashes, like `job:*`. Redis looks for them at each scrape, so there must be at most 2,000, and at most 50,000 keys in Redis. */
  keys: keyPattern,
  /** Field with the status of a run. */
  status: field.default("status"),
  /** Values of the status, by meaning. Hashes with another status, such as `pending`, are runs that have not started. */
  running: values("running"),
  success: values("success"),
  failure: values("failed"),
  /** Fields with the time of the request for a run, of its start and of its end: Unix time in s or ms, or ISO 8601. */
  requestedAt: field.default("created_at"),
  startedAt: field.default("started_at"),
  endedAt: field.default("finished_at"),
  /** Field with the category of a failure. A failure with a category that is not in `categories` has the category `other`. */
  category: field.default("category"),
  categories: distinct(z.array(category)).default([]),
});

/** A counter of ended runs that the application already has, under its own name. It needs no other metrics for the runs. */
const counter = object({
  /** Name of the counter, like `automation_runs_total`. */
  metric: metricName,
  /** Name of the label with the outcome of a run. */
  label: labelName.default("status"),
  /** Values of the label, by meaning. Other values do not count. */
  success: values("success"),
  failure: values("failed"),
  /** Name of the label with the category of a failure. Default: failures have no category. */
  category: labelName.optional(),
});

/** The counter of the runs of one kind. */
export type RunCounter = z.output<typeof counter>;

/** Where the status of the runs of one kind is kept. */
export type RunHashes = z.output<typeof hashes>;

/**
 * The kinds of runs of work that the application measures, such as jobs, workflows, SAGA transactions or tool executions. Alerts notify if
 * too many runs fail, and if one runs for too long.
 */
export const runs = distinct(
  z.array(
    object({
      /** Name of the kind of run, as the metrics report it in the label `run`. */
      name: reportedName,
      /** Set if the stack must read the runs from hashes in Redis. Default: the application exposes metrics of its runs. */
      hashes: hashes.optional(),
      /** Set if the application counts the runs with its own counter. Only the share of failed runs is then known. */
      counter: counter.optional(),
    }),
  ),
  ({ name }) => show(name),
).default([]);
