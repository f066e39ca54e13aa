import { z } from "zod";
import { object } from "../../../exporters/model/object";
import type { Api } from "./client/api";
import type { Json } from "./json";
import { vendors, type VendorId } from "./vendors";

/** Schemas of the connection inputs, which every vendor resource has. */
export const connection = (vendor: VendorId) => ({
  /** Address of the API, for a self-hosted server. Default: the vendor's public API. */
  baseUrl: z.url({ protocol: /^https?$/, error: "expected an address like https://sentry.example.com" }).default(vendors[vendor].baseUrl),
  /** Key of the token in `monitoring:secrets`. Default: the vendor's name followed by `-token`. Only the key is stored in the state. */
  tokenSecret: z.string().min(1).default(vendors[vendor].tokenSecret),
});

/** The connection inputs. They have the same names in every resource. */
export interface Connection {
  readonly baseUrl: string;
  readonly tokenSecret: string;
}

/** How to find, create, read, update and delete one kind of object with a vendor's API. */
export interface Operations<I> {
  /**
   * Finds an existing object with the same natural key, even one that the provider did not create. `free` returns false for an object that
   * belongs to another resource. Such an object is never adopted. Throws VendorError when the found object must not be adopted.
   */
  find(api: Api, inputs: I, free: (remote: Json) => boolean): Promise<Json | undefined>;
  create(api: Api, inputs: I): Promise<Json>;
  /** Returns undefined when the object no longer exists. */
  read(api: Api, id: string, inputs: I): Promise<Json | undefined>;
  /** Updates the object to the inputs. `before` are the previous inputs; undefined for an object that is adopted. */
  update(api: Api, id: string, inputs: I, before: I | undefined): Promise<Json>;
  /** Does nothing when the object no longer exists. */
  remove(api: Api, id: string, inputs: I): Promise<void>;
}

export interface Definition<Shape extends z.ZodRawShape, I> {
  /** Pulumi type token, `monitoring:<vendor>:<Name>`. */
  readonly type: `monitoring:${VendorId}:${string}`;
  readonly vendor: VendorId;
  readonly shape: Shape;
  /** Checks rules that involve several inputs. Returns a message for each violation. */
  readonly rules?: (inputs: I) => readonly string[];
  /**
   * What is lost for good when an object of this type is deleted, as a noun phrase for messages, such as `all its issues, events and
   * releases`. Undefined if nothing is lost. An object with a history is deleted only by `destroy`, or if `monitoring:allowDelete` allows
   * the deletion.
   */
  readonly history: string | undefined;
  /** Names of the inputs that precede the vendor's ID in Pulumi's ID, as in `organization/project/id`. */
  readonly path: readonly (keyof I & string)[];
  /**
   * Names of the inputs that the vendor cannot change, besides `baseUrl` and `path`. A new value of such an input replaces the object. The
   * input `project` is never fixed: a Sentry project keeps its objects when its slug changes.
   */
  readonly fixed?: readonly (keyof I & string)[];
  /** Name of the output that identifies the object. Default: the vendor's ID in Pulumi's ID. Set it if that ID can change. */
  readonly identity?: string;
  /** Names of optional boolean inputs that a refresh reads even if the resource does not set them. A missing value means false. */
  readonly flags?: readonly (keyof I & string)[];
  /** Description of the object for messages, such as `the project web (organization acme)`. */
  readonly what: (inputs: I) => string;
  /** Natural key. It is unique among resources of this type with the same `path`. */
  readonly key: (inputs: I) => string;
  /** Reads the vendor's ID of an object from a response. */
  readonly id: (remote: Json, inputs: I) => string | undefined;
  /**
   * Reads the inputs from a response. An input is `undefined` if the response does not contain it, and `null` if it is not set at the
   * vendor.
   */
  readonly fromRemote: (remote: Json) => { readonly [K in keyof I]?: I[K] | null | undefined };
  /** Outputs for other resources and for users. */
  readonly outputs?: (remote: Json, inputs: I) => Json;
  /**
   * What is wrong with an object although the vendor accepted it, as the end of a sentence after `but`; undefined if the object is correct.
   */
  readonly flaw?: (remote: Json, inputs: I) => string | undefined;
  /** Names of outputs that are encrypted in the state. */
  readonly secretOutputs?: readonly string[];
  readonly operations: Operations<I>;
}

/** A resource type together with the inputs of one resource. */
export interface Bound {
  readonly what: string;
  readonly key: string;
  readonly rules: readonly string[];
  readonly id: (remote: Json) => string | undefined;
  readonly outputs: (remote: Json) => Json;
  readonly flaw: (remote: Json) => string | undefined;
  readonly find: (api: Api, free: (remote: Json) => boolean) => Promise<Json | undefined>;
  readonly create: (api: Api) => Promise<Json>;
  readonly read: (api: Api, id: string) => Promise<Json | undefined>;
  readonly update: (api: Api, id: string, before: Json | undefined) => Promise<Json>;
  readonly remove: (api: Api, id: string) => Promise<void>;
}

/** A resource type whose inputs have no specific TypeScript type, so that one list can contain all resource types. */
export interface Kind {
  readonly type: string;
  readonly vendor: VendorId;
  readonly history: string | undefined;
  readonly schema: z.ZodObject;
  readonly path: readonly string[];
  readonly fixed: readonly string[];
  readonly identity: string | undefined;
  readonly flags: readonly string[];
  readonly secretOutputs: readonly string[];
  readonly fromRemote: (remote: Json) => Json;
  /** Returns the operations for inputs that `schema` has validated. */
  readonly bind: (inputs: Json) => Bound;
}

/** Converts a definition with typed inputs to a `Kind`. */
export function define<Shape extends z.ZodRawShape>(definition: Definition<Shape, z.output<z.ZodObject<Shape>>>): Kind {
  type I = z.output<z.ZodObject<Shape>>;
  const { type, vendor, history, shape, path, fixed = [], identity, flags = [], secretOutputs = [], fromRemote, operations } = definition;
  return {
    type,
    vendor,
    history,
    path,
    fixed: ["baseUrl", ...path, ...fixed].filter((key) => key !== "project"),
    identity,
    flags,
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
        find: (api, free) => operations.find(api, inputs, free),
        create: (api) => operations.create(api, inputs),
        read: (api, id) => operations.read(api, id, inputs),
        update: (api, id, before) => operations.update(api, id, inputs, before as I | undefined),
        remove: (api, id) => operations.remove(api, id, inputs),
      };
    },
  };
}
