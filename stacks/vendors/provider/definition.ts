import { z } from "zod";
import { object } from "../../../exporters/model/object";
import type { Api } from "./client/api";
import type { Json } from "./json";
import { vendors, type VendorId } from "./vendors";

/** What every resource of a vendor says about where it lives. */
export const connection = (vendor: VendorId) => ({
  /** Address of the API, for a self-hosted server; the vendor's own by default. */
  baseUrl: z.url({ protocol: /^https?$/, error: "an address like https://sentry.example.com is wanted" }).default(vendors[vendor].baseUrl),
  /** Key in `monitoring:secrets` of the token; the vendor's name and `-token` by default. Only the key is kept in the state. */
  tokenSecret: z.string().min(1).default(vendors[vendor].tokenSecret),
});

/** A key of the connection and how it is spelled in every resource. */
export interface Connection {
  readonly baseUrl: string;
  readonly tokenSecret: string;
}

/** How one kind of object is made, found, changed and removed by a vendor's API. */
export interface Operations<I> {
  /** The object with the same natural key, whoever made it. Throws VendorError when it may not be taken over. */
  find(api: Api, inputs: I): Promise<Json | undefined>;
  create(api: Api, inputs: I): Promise<Json>;
  /** Undefined when it is gone. */
  read(api: Api, id: string, inputs: I): Promise<Json | undefined>;
  /** Makes the object what the inputs say; `before` are those of the last time. */
  update(api: Api, id: string, inputs: I, before: I | undefined): Promise<Json>;
  /** Does nothing when it is gone. */
  remove(api: Api, id: string, inputs: I): Promise<void>;
}

export interface Definition<Shape extends z.ZodRawShape, I> {
  /** `monitoring:<vendor>:<Name>`. */
  readonly type: `monitoring:${VendorId}:${string}`;
  readonly vendor: VendorId;
  readonly shape: Shape;
  /** Rules over several inputs; gives a sentence for each that is broken. */
  readonly rules?: (inputs: I) => readonly string[];
  /** Inputs that stand before the vendor's own id in Pulumi's: `organization/project/id`. */
  readonly path: readonly (keyof I & string)[];
  /** Inputs that the vendor cannot change; another value makes a new object. Those of `path` are meant always. */
  readonly fixed?: readonly (keyof I & string)[];
  /** `the project "web" of the organization acme`. */
  readonly what: (inputs: I) => string;
  /** What no two resources of this type may have in common below `path`. */
  readonly key: (inputs: I) => string;
  /** The vendor's id of an object. */
  readonly id: (remote: Json, inputs: I) => string | undefined;
  /** Inputs as the object has them: `undefined` where the answer says nothing of them, `null` where there is none. */
  readonly fromRemote: (remote: Json) => { readonly [K in keyof I]?: I[K] | null | undefined };
  /** What other resources and people need of it. */
  readonly outputs?: (remote: Json, inputs: I) => Json;
  /** What is wrong with an object although the vendor took it, as the end of a sentence; undefined when nothing is. */
  readonly flaw?: (remote: Json, inputs: I) => string | undefined;
  /** Outputs that are kept encrypted. */
  readonly secretOutputs?: readonly string[];
  readonly operations: Operations<I>;
}

/** A resource with its inputs, as the CRUD helper handles it. */
export interface Bound {
  readonly what: string;
  readonly key: string;
  readonly rules: readonly string[];
  readonly id: (remote: Json) => string | undefined;
  readonly outputs: (remote: Json) => Json;
  readonly flaw: (remote: Json) => string | undefined;
  readonly find: (api: Api) => Promise<Json | undefined>;
  readonly create: (api: Api) => Promise<Json>;
  readonly read: (api: Api, id: string) => Promise<Json | undefined>;
  readonly update: (api: Api, id: string, before: Json | undefined) => Promise<Json>;
  readonly remove: (api: Api, id: string) => Promise<void>;
}

/** A kind of resource, its inputs' type no longer known. */
export interface Kind {
  readonly type: string;
  readonly vendor: VendorId;
  readonly schema: z.ZodObject;
  readonly path: readonly string[];
  readonly fixed: readonly string[];
  readonly secretOutputs: readonly string[];
  readonly fromRemote: (remote: Json) => Json;
  /** `inputs` have been checked by `schema`. */
  readonly bind: (inputs: Json) => Bound;
}

/** Closes a definition over its inputs' type. */
export function define<Shape extends z.ZodRawShape>(definition: Definition<Shape, z.output<z.ZodObject<Shape>>>): Kind {
  type I = z.output<z.ZodObject<Shape>>;
  const { type, vendor, shape, path, fixed = [], secretOutputs = [], fromRemote, operations } = definition;
  return {
    type,
    vendor,
    path,
    fixed: ["baseUrl", ...path, ...fixed],
    secretOutputs,
    fromRemote,
    schema: object(shape),
    bind: (checked) => {
      const inputs = checked as I;
      return {
        what: definition.what(inputs),
        key: definition.key(inputs),
        rules: definition.rules?.(inputs) ?? [],
        id: (remote) => definition.id(remote, inputs),
        outputs: (remote) => definition.outputs?.(remote, inputs) ?? {},
        flaw: (remote) => definition.flaw?.(remote, inputs),
        find: (api) => operations.find(api, inputs),
        create: (api) => operations.create(api, inputs),
        read: (api, id) => operations.read(api, id, inputs),
        update: (api, id, before) => operations.update(api, id, inputs, before as I | undefined),
        remove: (api, id) => operations.remove(api, id, inputs),
      };
    },
  };
}
