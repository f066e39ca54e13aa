import type { z } from "zod";
import { ownershipInputs as vendorInputs, assignments } from "../../../../exporters/sentry/inputs/projects";
import type { Api } from "../client/api";
import { connection, define } from "../definition";
import { textOf, type Json } from "../json";
import { projectPath, whereOf } from "./common";

export const ownershipShape = { ...connection("sentry"), ...vendorInputs };

export type OwnershipInputs = z.input<z.ZodObject<typeof ownershipShape>>;
type Checked = z.output<z.ZodObject<typeof ownershipShape>>;

/** The body of the PUT request. */
export const ownershipBody = ({ raw, fallthrough, autoAssignment, codeownersAutoSync }: Omit<Checked, "baseUrl">): Json => ({
  raw,
  fallthrough,
  autoAssignment,
  codeownersAutoSync,
});

/** Reads the inputs from a response about ownership rules. */
export const ownershipInputs = (remote: Json): { readonly [K in keyof Checked]?: Checked[K] | null | undefined } => ({
  raw: remote["raw"] === null ? null : textOf(remote["raw"]),
  fallthrough: typeof remote["fallthrough"] === "boolean" ? remote["fallthrough"] : undefined,
  autoAssignment: assignments.find((one) => one === remote["autoAssignment"]),
  codeownersAutoSync: typeof remote["codeownersAutoSync"] === "boolean" ? remote["codeownersAutoSync"] : undefined,
});

const path = (inputs: Checked): string => `${projectPath(inputs)}/ownership/`;
const put = (api: Api, inputs: Checked): Promise<Json> => api.send("PUT", path(inputs), ownershipBody(inputs));

export const ownership = define({
  type: "monitoring:sentry:Ownership",
  vendor: "sentry",
  shape: ownershipShape,
  history: undefined,
  path: ["organization", "project"],
  what: (inputs) => `the ownership rules ${whereOf(inputs)}`,
  key: () => "ownership",
  id: () => "ownership",
  fromRemote: ownershipInputs,
  operations: {
    // Every project already has ownership rules, so they are never created, only changed.
    find: () => Promise.resolve(undefined),
    create: put,
    read: (api, _, inputs) => api.get(path(inputs)),
    update: (api, _, inputs) => put(api, inputs),
    async remove(api, _, inputs) {
      if ((await api.get(`${projectPath(inputs)}/`)) === undefined) return;
      await put(api, { ...inputs, raw: "", fallthrough: true, autoAssignment: "Auto Assign to Issue Owner", codeownersAutoSync: true });
    },
  },
});
