import type { IncomingHttpHeaders } from "node:http";

/** The status and the text with which the server refuses a request. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
}

/** The parts of a request that determine whether the server refuses it. */
export interface Asked {
  readonly method: string | undefined;
  /** Path without the query string, not normalised. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** Names under which a browser on this machine reaches the server. */
const ownNames = ["127.0.0.1", "localhost"];

/** Whether a request opens a page, as a click on a link does. Other origins may open pages, so that links in notifications work. */
const isFollowedLink = ({ path, headers }: Asked): boolean =>
  !path.startsWith("/api/") && headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";

/**
 * Returns why a request is refused; undefined if it is allowed. The check of `Host` stops DNS rebinding: a page whose host name resolves to
 * this machine. The check of `Sec-Fetch-Site` stops pages of other origins from reading data.
 */
export function refusalOf(asked: Asked, port: number): Refusal | undefined {
  const { method, headers } = asked;
  if (method !== "GET" && method !== "HEAD") return { status: 405, message: `${method ?? "?"} is not allowed. The viewer only reads.` };
  if (!ownNames.some((name) => headers.host === `${name}:${port}`))
    return { status: 421, message: `This server answers only to ${ownNames.map((name) => `${name}:${port}`).join(" and ")}.` };
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none" && !isFollowedLink(asked))
    return { status: 403, message: "Pages of other origins may not read from the viewer." };
  return undefined;
}

/** Headers of every response. They allow inline styles, which `@grafana/ui` needs, but no inline scripts. */
export const safety: Readonly<Record<string, string>> = {
  "content-security-policy":
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
};
