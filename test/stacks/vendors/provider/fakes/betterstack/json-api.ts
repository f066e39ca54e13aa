import { z } from "zod";
import { Refusal, type Answer, type Call } from "../http/answer";
import { checkedBody, type Route } from "../http/routes";
import type { Store } from "../http/store";

/** Better Stack's error about one field. */
export const invalid = (field: string, message: string): Refusal => new Refusal(422, { errors: { [field]: [message] } });
/** Better Stack's error about a whole request. */
export const refused = (status: number, errors: string): Refusal => new Refusal(status, { errors });

/**
 * Parses a body. Refuses invalid values with 422, as the real API does. Refuses unknown fields with 400, although the real API ignores
 * them.
 */
function parsed<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const { data, error } = schema.safeParse(value);
  if (error === undefined) return data;
  const unknown = error.issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys : []));
  if (unknown.length > 0) throw refused(400, `The server ignores these fields, no documentation has them: ${unknown.join(", ")}`);
  const errors: Record<string, string[]> = {};
  for (const { path, message } of error.issues) (errors[path.join(".")] ??= []).push(message);
  throw new Refusal(422, { errors });
}

/** A kind of object. The same code serves all kinds. */
export interface Kind<T extends { readonly id: string }, B extends z.ZodObject> {
  /** The JSON:API type in responses. */
  readonly type: string;
  /** The path of the list under the API. `:page` is the ID of a status page. */
  readonly path: string;
  readonly store: Store<T>;
  /** The schema of the whole body, with defaults. For an update, the body is merged into the stored object before parsing. */
  readonly body: B;
  /** Refuses values that the schema cannot refuse, and returns the object to store. `before` is undefined for a new object. */
  keep(asked: z.output<B>, parents: readonly string[], before: T | undefined): Omit<T, "id">;
  /** Fields of the body whose values `keep` merges with the stored values. Values of other fields replace stored values. Default: none. */
  readonly additive?: readonly string[];
  /** Attributes that responses omit, besides the ID. */
  readonly hidden?: readonly string[];
  /** Whether an object belongs to these parents, whose IDs are in the path. Default: true. */
  inside?(kept: T, parents: readonly string[]): boolean;
  removed?(id: string): void;
}

const single = z.strictObject({
  data: z.strictObject({ id: z.string().regex(/^\d+$/), type: z.string(), attributes: z.record(z.string(), z.unknown()) }),
});

const perPage = 50;

function listed<T>(call: Call, all: readonly T[], pageSize: number): { readonly page: readonly T[]; readonly pagination: object } {
  const size = Math.min(Number(call.query.get("per_page") ?? pageSize), pageSize);
  const at = Number(call.query.get("page") ?? 1);
  const last = Math.max(1, Math.ceil(all.length / size));
  const link = (page: number): string => `${call.origin}${call.path}?page=${page}&per_page=${size}`;
  const pagination = { first: link(1), last: link(last), prev: at > 1 ? link(at - 1) : null, next: at < last ? link(at + 1) : null };
  return { page: all.slice((at - 1) * size, at * size), pagination };
}

const without = (value: object, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));

/** The five routes of a kind: list, create, read, update and delete. */
export function routesOf<T extends { readonly id: string }, B extends z.ZodObject>(
  kind: Kind<T, B>,
  nextId: () => string,
  pageSize = perPage,
): Route[] {
  const list = new RegExp(`^/api/v2${kind.path.replace(":page", "(\\d+)")}$`);
  const one = new RegExp(`^/api/v2${kind.path.replace(":page", "(\\d+)")}/(\\d+)$`);
  const data = (kept: T): { id: string; type: string; attributes: Record<string, unknown> } => ({
    id: kept.id,
    type: kind.type,
    attributes: without(kept, ["id", ...(kind.hidden ?? [])]),
  });
  /** The fields of a stored object that belong to a request body, without the additive fields. */
  const asBody = (kept: T): Record<string, unknown> =>
    without(
      kept,
      Object.keys(kept).filter((key) => !(key in kind.body.shape) || (kind.additive?.includes(key) ?? false)),
    );
  const respond = (status: number, kept: T): Answer => ({ status, body: checkedBody(single, { data: data(kept) }, kind.path) });
  const inside = (kept: T, parents: readonly string[]): boolean => kind.inside?.(kept, parents) ?? true;
  const found = (ids: readonly string[]): T => {
    const kept = kind.store.get(ids.at(-1) ?? "");
    if (kept === undefined || !inside(kept, ids.slice(0, -1))) throw refused(404, "Resource with provided ID was not found");
    return kept;
  };
  return [
    {
      method: "GET",
      path: list,
      run: (call, ...parents) => {
        const { page, pagination } = listed(
          call,
          kind.store.list().filter((kept) => inside(kept, parents)),
          pageSize,
        );
        return { status: 200, body: { data: page.map(data), pagination } };
      },
    },
    {
      method: "POST",
      path: list,
      run: ({ body }, ...parents) => {
        const kept = kind.keep(parsed(kind.body, body ?? {}), parents, undefined);
        return respond(201, kind.store.put({ ...kept, id: nextId() } as T));
      },
    },
    { method: "GET", path: one, run: (_, ...ids) => respond(200, found(ids)) },
    {
      method: "PATCH",
      path: one,
      run: ({ body }, ...ids) => {
        const before = found(ids);
        const asked = parsed(kind.body, { ...asBody(before), ...(body ?? {}) });
        return respond(200, kind.store.put({ ...kind.keep(asked, ids.slice(0, -1), before), id: before.id } as T));
      },
    },
    {
      method: "DELETE",
      path: one,
      run: (_, ...ids) => {
        const { id } = found(ids);
        kind.store.remove(id);
        kind.removed?.(id);
        return { status: 204 };
      },
    },
  ];
}
