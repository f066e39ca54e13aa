import { z } from "zod";
import { collection } from "../collection";
import { connection, define } from "../definition";
import { compact, idOf, numberOf, textOf, type Json } from "../json";

export const checkShape = {
  ...connection("healthchecks"),
  /** Name of the check. */
  name: z.string().min(1).max(100),
  /** What it is called in addresses; one check of the project for each. */
  slug: z.string().regex(/^[a-z0-9_-]{1,100}$/, { error: "small letters, digits, - and _ are wanted" }),
  /** What it is for; nothing by default. */
  description: z.string().default(""),
  /** Tags; none by default. */
  tags: z.array(z.string().regex(/^\S+$/, { error: "a tag has no spaces" })).default([]),
  /** Seconds within which a ping must come, 60 to 31536000; or `schedule`. */
  timeoutSeconds: z.int().min(60).max(31_536_000).optional(),
  /** When a ping must come, in the five fields of cron; or `timeoutSeconds`. */
  schedule: z.string().min(9).optional(),
  /** Time zone of `schedule`; UTC by default. */
  timezone: z.string().default("UTC"),
  /** Seconds that a ping may be late, 60 at least; 3600 by default. */
  graceSeconds: z.int().min(60).max(31_536_000).default(3600),
  /** Ids of the integrations that are told, or `*` for all (default). */
  channels: z.array(z.string()).default(["*"]),
};

export type CheckInputs = z.input<z.ZodObject<typeof checkShape>>;
type Checked = z.output<z.ZodObject<typeof checkShape>>;
export interface CheckOutputs {
  /** The address to ask for, each time; who knows it can fake a ping, so it is encrypted in the state. */
  readonly pingUrl: string;
}

/** The body of a check. */
export const checkBody = (inputs: Omit<Checked, "baseUrl" | "tokenSecret">): Json =>
  compact({
    name: inputs.name,
    slug: inputs.slug,
    desc: inputs.description,
    tags: inputs.tags.join(" "),
    grace: inputs.graceSeconds,
    channels: inputs.channels.join(","),
    ...(inputs.schedule === undefined ? { timeout: inputs.timeoutSeconds } : { schedule: inputs.schedule, tz: inputs.timezone }),
  });

const words = (value: unknown, separator: string): string[] | undefined =>
  textOf(value)
    ?.split(separator)
    .filter((word) => word !== "");

/** The inputs that an answer about a check shows. Which channels `*` meant is not told again. */
export const checkInputs = (remote: Json): { readonly [K in keyof Checked]?: Checked[K] | null | undefined } => ({
  name: textOf(remote["name"]),
  slug: textOf(remote["slug"]),
  description: textOf(remote["desc"]),
  tags: words(remote["tags"], " "),
  timeoutSeconds: numberOf(remote["timeout"]) ?? null,
  schedule: textOf(remote["schedule"]) ?? null,
  timezone: textOf(remote["tz"]),
  graceSeconds: numberOf(remote["grace"]),
});

/** A check's id; answers to older servers tell it as the end of its addresses only. */
export const checkId = (remote: Json): string | undefined => idOf(remote["uuid"]) ?? textOf(remote["ping_url"])?.split("/").pop();

const what = ({ slug }: Checked): string => `the check ${slug}`;

export const check = define({
  type: "monitoring:healthchecks:Check",
  vendor: "healthchecks",
  shape: checkShape,
  rules: ({ timeoutSeconds, schedule }) =>
    (timeoutSeconds === undefined) === (schedule === undefined) ? ["one of timeoutSeconds and schedule is wanted"] : [],
  path: [],
  what,
  key: ({ slug }) => slug,
  id: checkId,
  fromRemote: checkInputs,
  outputs: (remote) => ({ pingUrl: textOf(remote["ping_url"]) }),
  secretOutputs: ["pingUrl"],
  operations: collection({
    path: () => "/checks/",
    itemPath: (_, id) => `/checks/${id}`,
    matches: (remote, { slug }) => remote["slug"] === slug,
    name: what,
    body: checkBody,
    updateBy: "POST",
  }),
});
