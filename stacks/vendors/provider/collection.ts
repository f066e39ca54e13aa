import type { Api } from "./client/api";
import { VendorError } from "./client/errors";
import type { Operations } from "./definition";
import { idOf, type Json } from "./json";

export interface Collection<I> {
  /** Path of the list. A POST to this path creates an object. */
  readonly path: (inputs: I) => string;
  /** Path for reading the list, if it differs from `path` or has a query. */
  readonly listPath?: (inputs: I) => string;
  /** Path of one object. Default: `path` followed by the ID. */
  readonly itemPath?: (inputs: I, id: string) => string;
  /** Whether an object in the list is the object that these inputs describe. */
  readonly matches: (remote: Json, inputs: I) => boolean;
  readonly body: (inputs: I) => Json;
  /** Body of an update. Default: `body`. */
  readonly changes?: (inputs: I, id: string) => Json;
  readonly updateBy: "PUT" | "PATCH" | "POST";
  /** Description of the object, for the error about duplicates. */
  readonly name: (inputs: I) => string;
}

/** The only object in the list; undefined if the list is empty. Throws VendorError for several objects: a choice would be a guess. */
export function only(found: readonly Json[], name: string): Json | undefined {
  if (found.length > 1)
    throw new VendorError(
      `${found.length} objects match ${name} (ids ${found.map(({ id }) => idOf(id) ?? "?").join(", ")}), so none is adopted. Remove all but one in the vendor's UI, then run the same command again.`,
    );
  return found[0];
}

/** The operations for objects that the API returns as a list and at a separate path for each object. */
export function collection<I>(args: Collection<I>): Operations<I> {
  const item = args.itemPath ?? ((inputs: I, id: string) => `${args.path(inputs).replace(/\/$/, "")}/${encodeURIComponent(id)}`);
  return {
    async find(api: Api, inputs, free) {
      const listed = await api.list((args.listPath ?? args.path)(inputs));
      return only(
        listed.filter((remote) => args.matches(remote, inputs) && free(remote)),
        args.name(inputs),
      );
    },
    create: (api, inputs) => api.send("POST", args.path(inputs), args.body(inputs)),
    read: (api, id, inputs) => api.get(item(inputs, id)),
    update: (api, id, inputs) => api.send(args.updateBy, item(inputs, id), args.changes?.(inputs, id) ?? args.body(inputs)),
    remove: (api, id, inputs) => api.remove(item(inputs, id)),
  };
}
