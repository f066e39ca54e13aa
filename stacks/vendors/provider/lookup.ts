import type { z } from "zod";
import { object } from "../../../exporters/model/object";
import { Refused, type Api } from "./client/api";
import { explainAnswer, VendorError, type Deed } from "./client/errors";
import { connectionOf, type Connect } from "./crud";
import type { Connection } from "./definition";
import { idOf, type Json } from "./json";
import { vendors, type VendorId } from "./vendors";

/** A function of the provider. It finds an object that users create in the vendor's UI. */
export interface Lookup {
  readonly type: `monitoring:${VendorId}:${string}`;
  readonly schema: z.ZodObject;
  readonly run: (connect: Connect, inputs: Json) => Promise<Json>;
}

export interface LookupDefinition<Shape extends z.ZodRawShape, I> {
  readonly type: Lookup["type"];
  readonly vendor: VendorId;
  readonly shape: Shape;
  readonly what: (inputs: I) => string;
  readonly candidates: (api: Api, inputs: I) => Promise<readonly Json[]>;
  readonly matches: (remote: Json, inputs: I) => boolean;
  /** Name of a candidate, for messages. */
  readonly called: (remote: Json) => string;
  readonly result: (remote: Json) => Json;
}

/**
 * Defines a lookup of exactly one object. If no object or several objects match, `run` throws VendorError, which lists the existing
 * objects.
 */
export function defineLookup<Shape extends z.ZodRawShape>(
  definition: LookupDefinition<Shape, z.output<z.ZodObject<Shape>>>,
): Lookup & { readonly schema: z.ZodObject<Shape> } {
  const { type, vendor: id, shape, what, candidates, matches, called, result } = definition;
  const vendor = vendors[id];
  return {
    type,
    schema: object(shape),
    async run(connect, checked) {
      const inputs = checked as z.output<z.ZodObject<Shape>>;
      const deed: Deed = { verb: "look up", what: what(inputs) };
      const at: Connection = connectionOf({ vendor: id }, checked);
      const api = connect({ vendor: id }, at, deed);
      const all = await candidates(api, inputs).catch((error: unknown) => {
        throw error instanceof Refused ? explainAnswer(vendor, at.tokenSecret, deed, error.answer) : error;
      });
      const found = all.filter((remote) => matches(remote, inputs));
      const [one] = found;
      if (one !== undefined && found.length === 1) return result(one);
      const there = all.map((remote) => `${called(remote)} (${idOf(remote["id"]) ?? "?"})`).join(", ");
      throw new VendorError(
        `${vendor.name}: could not look up ${deed.what}: ${found.length === 0 ? "there is none" : `there are ${found.length}`}. ${all.length === 0 ? "Nothing of this kind exists" : `Existing: ${there}`}; create it in ${vendor.name}'s UI, or correct the name.`,
      );
    },
  };
}
