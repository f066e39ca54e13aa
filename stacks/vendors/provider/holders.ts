import { connectionOf, identityOf } from "./crud";
import type { Kind } from "./definition";
import type { Json } from "./json";

/**
 * The resources of the Pulumi program, by the identity of their object at the vendor. Names, titles and slugs change and move between
 * objects, so they do not decide whether an object may be adopted or deleted.
 */
export class Holders {
  private readonly urns = new Map<string, string>();

  /** Records that a resource has an object. `id` is Pulumi's ID. */
  record(urn: string, kind: Kind, id: string, state: Json): void {
    this.urns.set(keyOf(kind, state, identityOf(kind, id, state)), urn);
  }

  /** The URN of another resource that has the object; undefined if there is none. */
  other(urn: string, kind: Kind, inputs: Json, identity: string): string | undefined {
    const holder = this.urns.get(keyOf(kind, inputs, identity));
    return holder === urn ? undefined : holder;
  }
}

const keyOf = (kind: Kind, inputs: Json, identity: string): string =>
  JSON.stringify([kind.type, connectionOf(kind, inputs).baseUrl, ...kind.path.map((key) => inputs[key]), identity]);
