import type { z } from "zod";
import { checkInputs as vendorInputs } from "../../../../exporters/uptime/inputs/healthchecks";
import { collection } from "../collection";
import { connection, define } from "../definition";
import { compact, idOf, numberOf, textOf, type Json } from "../json";
import { pausable } from "../pausable";

export const checkShape = { ...connection("healthchecks"), ...vendorInputs };

export type CheckInputs = z.input<z.ZodObject<typeof checkShape>>;
type Checked = z.output<z.ZodObject<typeof checkShape>>;
export interface CheckOutputs {
  /** The address for pings. Anyone who knows it can fake pings, so it is encrypted in the state. */
  readonly pingUrl: string;
}

/** Body of the request that creates or updates a check. */
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

const isPaused = ({ status }: Json): boolean => status === "paused";
const words = (value: unknown, separator: string): string[] | undefined =>
  textOf(value)
    ?.split(separator)
    .filter((word) => word !== "");

/** Reads the inputs from a response about a check. Leaves out `channels`, because the server replaces `*` with a list of IDs. */
export const checkInputs = (remote: Json): { readonly [K in keyof Checked]?: Checked[K] | null | undefined } => ({
  name: textOf(remote["name"]),
  slug: textOf(remote["slug"]),
  description: textOf(remote["desc"]),
  tags: words(remote["tags"], " "),
  timeoutSeconds: numberOf(remote["timeout"]) ?? null,
  schedule: textOf(remote["schedule"]) ?? null,
  timezone: textOf(remote["tz"]),
  graceSeconds: numberOf(remote["grace"]),
  paused: remote["status"] === undefined ? undefined : isPaused(remote),
});

/** A check's ID. Responses of older servers contain the ID only at the end of the check's addresses. */
export const checkId = (remote: Json): string | undefined => idOf(remote["uuid"]) ?? textOf(remote["ping_url"])?.split("/").pop();

const what = ({ slug }: Checked): string => `the check ${slug}`;

const checks = collection<Checked>({
  path: () => "/checks/",
  itemPath: (_, id) => `/checks/${id}`,
  matches: (remote, { slug }) => remote["slug"] === slug,
  name: what,
  body: checkBody,
  updateBy: "POST",
});

export const check = define({
  type: "monitoring:healthchecks:Check",
  vendor: "healthchecks",
  shape: checkShape,
  rules: ({ timeoutSeconds, schedule }) =>
    (timeoutSeconds === undefined) === (schedule === undefined) ? ["expected exactly one of timeoutSeconds and schedule"] : [],
  history: "its address, to which heartbeats are sent, and its log",
  path: [],
  flags: ["paused"],
  what,
  key: ({ slug }) => slug,
  id: checkId,
  fromRemote: checkInputs,
  outputs: (remote) => ({ pingUrl: textOf(remote["ping_url"]) }),
  secretOutputs: ["pingUrl"],
  operations: pausable(checks, { id: checkId, isPaused, path: (_, id, pause) => `/checks/${id}/${pause ? "pause" : "resume"}` }),
});
