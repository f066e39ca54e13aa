import type { IncomingHttpHeaders } from "node:http";

/** A request that the server does not serve. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
}

/** The parts of a request that decide whether it is served. */
export interface Asked {
  readonly method: string | undefined;
  /** Path without the query, as it came. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** Names under which a browser on this machine reaches the server. */
const ownNames = ["127.0.0.1", "localhost"];

/** Whether a page of another origin may lead here: a person follows a link to a page, for example from a notification. */
const isFollowedLink = ({ path, headers }: Asked): boolean =>
  !path.startsWith("/api/") && headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";

/**
 * Returns why a request is refused; undefined for a request to serve. The check of `Host` stops pages that point their own name at this
 * machine. The check of `Sec-Fetch-Site` stops pages of other origins from reading data.
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

/** Headers of every answer. Inline styles are needed by the style library of `@grafana/ui`; inline scripts are not allowed. */
export const safety: Readonly<Record<string, string>> = {
  "content-security-policy":
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
};
