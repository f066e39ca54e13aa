import { z } from "zod";

/** The response to a request that a test sends itself. */
export interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export type Client = (method: string, path: string, body?: unknown) => Promise<Got>;

/** A client for a simulated vendor. `authorization` is the value of the header `Authorization`. With `""`, the header is not sent. */
export const clientOf =
  ({ url, token }: { readonly url: string; readonly token: string }, authorization = `Bearer ${token}`): Client =>
  async (method, path, body) => {
    const answer = await fetch(url + path, {
      method,
      headers: {
        ...(authorization === "" ? {} : { authorization }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === "" ? undefined : JSON.parse(text) };
  };

/** Parses a response body with the schema that a test expects. */
export const read = <T>(schema: z.ZodType<T>, { body }: Got): T => schema.parse(body);

export const withId = z.looseObject({ id: z.string() });
