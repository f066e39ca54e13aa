/** A request, as passed to a handler. */
export interface Call {
  readonly method: string;
  /** The path without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The body as parsed JSON, or as text if it is not JSON. Undefined if there is no body. */
  readonly body: unknown;
  /** The address of the simulated vendor, for links in responses. */
  readonly origin: string;
}

export interface Answer {
  readonly status: number;
  /** The body, which is sent as JSON. With undefined, the response has no body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A handler throws this error to refuse a request. The error becomes the response, and the state does not change. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    super(`refused with ${status}`);
    this.answer = { status, body, headers };
  }
}
