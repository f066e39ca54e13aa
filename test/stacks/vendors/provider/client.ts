import { z } from "zod";

/** The response to a test's own request. */
export interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Sends requests to a fake with its token. */
export type Client = (method: string, path: string, body?: unknown) => Promise<Got>;

/** A client for one fake, optionally with another `Authorization` header, or none (`""`). */
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

/** Parses a response body into the shape a test expects. */
export const read = <T>(schema: z.ZodType<T>, { body }: Got): T => schema.parse(body);

/** A response with an id. */
export const withId = z.looseObject({ id: z.string() });
