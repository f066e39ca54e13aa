import type { Api } from "./client/api";
import { VendorError } from "./client/errors";
import type { Operations } from "./definition";
import { idOf, type Json } from "./json";

export interface Collection<I> {
  /** Path of the list, which new objects are posted to. */
  readonly path: (inputs: I) => string;
  /** Path of the list when it is another one, or has a query. */
  readonly listPath?: (inputs: I) => string;
  /** Path of one object; below the list by default. */
  readonly itemPath?: (inputs: I, id: string) => string;
  /** Whether an object of the list is the one that these inputs mean. */
  readonly matches: (remote: Json, inputs: I) => boolean;
  readonly body: (inputs: I) => Json;
  /** Body of a change when it is not that of creation. */
  readonly changes?: (inputs: I, id: string) => Json;
  readonly updateBy: "PUT" | "PATCH" | "POST";
  /** How the object is called when there are several. */
  readonly name: (inputs: I) => string;
}

/** The one object of a list that matches. Throws VendorError when several do: taking one of them over would be a guess. */
export function only(found: readonly Json[], name: string): Json | undefined {
  if (found.length > 1)
    throw new VendorError(
      `There are ${found.length} of ${name} (ids ${found.map(({ id }) => idOf(id) ?? "?").join(", ")}), so none is taken over. Remove all but one in the vendor's pages, and run the same command again.`,
    );
  return found[0];
}

/** Operations of the usual kind: a list with objects below it, all with the same body. */
export function collection<I>(args: Collection<I>): Operations<I> {
  const item = args.itemPath ?? ((inputs: I, id: string) => `${args.path(inputs).replace(/\/$/, "")}/${encodeURIComponent(id)}`);
  return {
    async find(api: Api, inputs) {
      const listed = await api.list((args.listPath ?? args.path)(inputs));
      return only(
        listed.filter((remote) => args.matches(remote, inputs)),
        args.name(inputs),
      );
    },
    create: (api, inputs) => api.send("POST", args.path(inputs), args.body(inputs)),
    read: (api, id, inputs) => api.get(item(inputs, id)),
    update: (api, id, inputs) => api.send(args.updateBy, item(inputs, id), args.changes?.(inputs, id) ?? args.body(inputs)),
    remove: (api, id, inputs) => api.remove(item(inputs, id)),
  };
}
