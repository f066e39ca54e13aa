/** One request as a handler sees it. */
export interface Call {
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined when there was no body. */
  readonly body: unknown;
  /** Address of the fake, for links in answers. */
  readonly origin: string;
}

/** What a fake answers. */
export interface Answer {
  readonly status: number;
  /** Sent as JSON; nothing is sent when undefined. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown by a handler that refuses: becomes the answer, and the state stays as it was. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    super(`refused with ${status}`);
    this.answer = { status, body, headers };
  }
}
