import { z } from "zod";
import { object } from "../../../exporters/model/object";
import type { Api } from "./client/api";
import type { Json } from "./json";
import { vendors, type VendorId } from "./vendors";

/** Connection inputs of every vendor resource. */
export const connection = (vendor: VendorId) => ({
  /** Address of the API, for a self-hosted server. Default: the vendor's own. */
  baseUrl: z.url({ protocol: /^https?$/, error: "expected an address like https://sentry.example.com" }).default(vendors[vendor].baseUrl),
  /** Key of the token in `monitoring:secrets`. Default: the vendor's name followed by `-token`. Only the key is stored in the state. */
  tokenSecret: z.string().min(1).default(vendors[vendor].tokenSecret),
});

/** The connection inputs, with the same names in every resource. */
export interface Connection {
  readonly baseUrl: string;
  readonly tokenSecret: string;
}

/** How to create, find, update and delete one kind of object with a vendor's API. */
export interface Operations<I> {
  /** Finds the object with the same natural key, regardless of who created it. Throws VendorError when it must not be adopted. */
  find(api: Api, inputs: I): Promise<Json | undefined>;
  create(api: Api, inputs: I): Promise<Json>;
  /** Undefined when it no longer exists. */
  read(api: Api, id: string, inputs: I): Promise<Json | undefined>;
  /** Updates the object to the inputs; `before` are the previous inputs. */
  update(api: Api, id: string, inputs: I, before: I | undefined): Promise<Json>;
  /** Does nothing when it no longer exists. */
  remove(api: Api, id: string, inputs: I): Promise<void>;
}

export interface Definition<Shape extends z.ZodRawShape, I> {
  /** `monitoring:<vendor>:<Name>`. */
  readonly type: `monitoring:${VendorId}:${string}`;
  readonly vendor: VendorId;
  readonly shape: Shape;
  /** Rules over several inputs. Returns a message for each violation. */
  readonly rules?: (inputs: I) => readonly string[];
  /** Inputs that precede the vendor's id in Pulumi's id: `organization/project/id`. */
  readonly path: readonly (keyof I & string)[];
  /** Inputs that the vendor cannot change: a new value replaces the object. Those in `path` are always included. */
  readonly fixed?: readonly (keyof I & string)[];
  /** `the project "web" of the organization acme`. */
  readonly what: (inputs: I) => string;
  /** Natural key, unique among resources of this type with the same `path`. */
  readonly key: (inputs: I) => string;
  /** The vendor's id of an object. */
  readonly id: (remote: Json, inputs: I) => string | undefined;
  /** The object's inputs: `undefined` if the response does not contain them, `null` if there is no value. */
  readonly fromRemote: (remote: Json) => { readonly [K in keyof I]?: I[K] | null | undefined };
  /** Outputs for other resources and users. */
  readonly outputs?: (remote: Json, inputs: I) => Json;
  /** What is wrong with an object that the vendor accepted, as the end of a sentence; undefined if it is correct. */
  readonly flaw?: (remote: Json, inputs: I) => string | undefined;
  /** Outputs that are encrypted in the state. */
  readonly secretOutputs?: readonly string[];
  readonly operations: Operations<I>;
}

/** A resource type bound to its inputs, for the CRUD helper. */
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

/** A resource type with erased input types. */
export interface Kind {
  readonly type: string;
  readonly vendor: VendorId;
  readonly schema: z.ZodObject;
  readonly path: readonly string[];
  readonly fixed: readonly string[];
  readonly secretOutputs: readonly string[];
  readonly fromRemote: (remote: Json) => Json;
  /** `inputs` are already validated by `schema`. */
  readonly bind: (inputs: Json) => Bound;
}

/** Erases the input types of a definition. */
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
