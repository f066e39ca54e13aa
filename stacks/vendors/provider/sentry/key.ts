import type { z } from "zod";
import { keyInputs as vendorInputs } from "../../../../exporters/sentry/inputs/projects";
import { collection } from "../collection";
import { connection, define } from "../definition";
import { compact, numberOf, objectOf, textOf, type Json } from "../json";
import { projectPath, whereOf } from "./common";

export const keyShape = { ...connection("sentry"), ...vendorInputs };

export type KeyInputs = z.input<z.ZodObject<typeof keyShape>>;
type Checked = z.output<z.ZodObject<typeof keyShape>>;
export interface KeyOutputs {
  /** The address to which an application sends events. It is encrypted in the state. */
  readonly dsn: string;
}

/** Body of the request that creates a key. It does not contain `isActive`, because only an update can set it. */
export const keyBody = ({ name, rateLimit }: Checked): Json =>
  compact({ name, rateLimit: rateLimit && { count: rateLimit.count, window: rateLimit.windowSeconds } });

/** Reads the inputs from a response about a key. */
export function keyInputs(remote: Json): { readonly [K in keyof Checked]?: Checked[K] | null | undefined } {
  const { count, window } = objectOf(remote["rateLimit"]);
  const limit = numberOf(count);
  const windowSeconds = numberOf(window);
  return {
    name: textOf(remote["name"]),
    isActive: typeof remote["isActive"] === "boolean" ? remote["isActive"] : undefined,
    rateLimit: limit === undefined || windowSeconds === undefined ? null : { count: limit, windowSeconds },
  };
}

const keys = collection<Checked>({
  path: (inputs) => `${projectPath(inputs)}/keys/`,
  itemPath: (inputs, id) => `${projectPath(inputs)}/keys/${id}/`,
  matches: (remote, { name }) => remote["name"] === name,
  name: ({ name, ...where }) => `the key ${name} ${whereOf(where)}`,
  body: keyBody,
  changes: (inputs) => ({ ...keyBody(inputs), isActive: inputs.isActive }),
  updateBy: "PUT",
});

export const key = define({
  type: "monitoring:sentry:Key",
  vendor: "sentry",
  shape: keyShape,
  history: "its DSN, with which applications send events,",
  path: ["organization", "project"],
  what: ({ name, ...where }) => `the key ${name} ${whereOf(where)}`,
  key: ({ name }) => name,
  id: (remote) => textOf(remote["id"]),
  fromRemote: keyInputs,
  outputs: (remote) => ({ dsn: textOf(objectOf(remote["dsn"])["public"]) }),
  secretOutputs: ["dsn"],
  operations: {
    ...keys,
    async create(api, inputs) {
      const made = await keys.create(api, inputs);
      return inputs.isActive ? made : { ...made, ...(await keys.update(api, textOf(made["id"]) ?? "", inputs, undefined)) };
    },
  },
});
