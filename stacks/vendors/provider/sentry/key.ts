import { z } from "zod";
import { collection } from "../collection";
import { define } from "../definition";
import { compact, numberOf, objectOf, textOf, type Json } from "../json";
import { inProject, projectPath, whereOf } from "./common";

export const keyShape = {
  ...inProject,
  /** Name of the key; one key of a project for each name. Sentry makes a key `Default` itself, which is taken over when it is meant. */
  name: z.string().min(1).max(64),
  /** Whether events with this key are taken. Default true. */
  isActive: z.boolean().default(true),
  /** So many events in so many seconds at most; left as it is (a new key has no limit) when left out. */
  rateLimit: z.strictObject({ count: z.int().min(1), windowSeconds: z.int().min(60).max(86_400) }).optional(),
};

export type KeyInputs = z.input<z.ZodObject<typeof keyShape>>;
type Checked = z.output<z.ZodObject<typeof keyShape>>;
export interface KeyOutputs {
  /** The address that an application sends its events to; encrypted in the state. */
  readonly dsn: string;
}

/** The body of `POST`; whether the key is active can only be told afterwards. */
export const keyBody = ({ name, rateLimit }: Checked): Json =>
  compact({ name, rateLimit: rateLimit && { count: rateLimit.count, window: rateLimit.windowSeconds } });

/** The inputs that an answer about a key shows. */
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
