import type { z } from "zod";
import type { Refusal } from "./answer";
import { type Answer, type Call } from "./answer";

/** A route of an API. The groups of the path pattern are passed to the handler as `ids`. */
export interface Route {
  readonly method: string;
  readonly path: RegExp;
  run(call: Call, ...ids: string[]): Answer;
}

/** Runs the route of a request. If there is no route, throws the error that `missing` creates. */
export function runRoute(routes: readonly Route[], call: Call, missing: (status: 404 | 405) => Refusal): Answer {
  const here = routes.filter(({ path }) => path.test(call.path));
  const route = here.find(({ method }) => method === call.method);
  if (route === undefined) throw missing(here.length === 0 ? 404 : 405);
  return route.run(call, ...(route.path.exec(call.path)?.slice(1) ?? []));
}

/** Parses a request value with a schema. Throws the error that `refuse` creates from the issues. */
export function parsedBody<T extends z.ZodType>(
  schema: T,
  value: unknown,
  refuse: (issues: readonly z.core.$ZodIssue[]) => Refusal,
): z.output<T> {
  const parsed = schema.safeParse(value ?? {});
  if (!parsed.success) throw refuse(parsed.error.issues);
  return parsed.data;
}

/** Checks a response body. If the vendor would not send such a body, the simulation is wrong and the test fails. */
export function checkedBody<T extends z.ZodType>(schema: T, body: z.input<T>, what: string): unknown {
  const { error } = schema.safeParse(body);
  if (error !== undefined) throw new Error(`The fake's answer to ${what} is wrong: ${error.message}`);
  return body;
}

/** Returns only the fields that are not undefined. */
export const given = <T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
