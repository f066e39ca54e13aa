import { z } from "zod";
import { secretInQuery } from "./secrets";
import { escaped } from "./text";
import { show } from "./units";

const label = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
const name = `${label}(?:\\.${label})*`;
const ipv6 = "\\[[0-9A-Fa-f:.]+\\]";
const hostPattern = new RegExp(`^(?:${name}|${ipv6})$`);
const portPattern = /^\d{1,5}$/;

/** Whether a text is a host name or an IP address. A text of only digits and dots must be an IPv4 address: four numbers up to 255. */
const isAddress = (text: string): boolean =>
  hostPattern.test(text) &&
  text.length <= 253 &&
  (!/^[\d.]+$/.test(text) || /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(text));

const isPort = (text: string): boolean => portPattern.test(text) && Number(text) >= 1 && Number(text) <= 65_535;

/** Formats an address for an error message. An address that may contain a secret is not shown. */
function shown(value: unknown): string {
  if (typeof value !== "string") return show(value);
  if (value.includes("@")) return "an address with an @, which may contain a password";
  const [, ...query] = value.split("?");
  return secretInQuery(query.join("?")) === undefined ? escaped(value) : "an address with a secret in its query";
}

/** Host name or IP address without scheme, port and path. */
export const host = z.string().refine(isAddress, {
  error: ({ input }) =>
    `got ${shown(input)}; expected only a host name or an IP address, like "db.example.com", "10.0.0.5" or "[fd00::5]": remove scheme, port, path and blanks`,
});

/** Whether a text is a host, followed by a port. The port may be missing unless `required` is true. */
function hasPort(text: string, required: boolean): boolean {
  const [, before = "", port] = /^(.*?)(?::([^:\]]*))?$/.exec(text) ?? [];
  return isAddress(before) && (port === undefined ? !required : isPort(port));
}

/** Public host with an optional port. External checks request `https://<host>`. */
export const publicHostName = z.string().refine((text) => hasPort(text, false), {
  error: ({ input }) =>
    `got ${shown(input)}; expected a host name with an optional port, like "shop.example.com" or "shop.example.com:8443": remove scheme, path and blanks`,
});

/** Host and port of a mail server. */
export const mailServer = z.string().refine((text) => hasPort(text, true), {
  error: ({ input }) =>
    `got ${shown(input)}; expected a host and a port from 1 to 65535, like "smtp.example.com:587": remove scheme, path and blanks`,
});

/** Host and port of a target that Prometheus scrapes. */
export const hostPort = z.string().refine((text) => hasPort(text, true), {
  error: ({ input }) =>
    `got ${shown(input)}; expected a host and a port from 1 to 65535, like "kube-state-metrics.kube-system.svc:8080": remove scheme, path and blanks`,
});

const secretMessage = (parameter: string): string =>
  `got the parameter ${show(parameter)} in the query, whose value would be readable in labels, messages and rendered files: use an address that needs no secret`;

/**
 * Returns what is wrong with the percent encoding of an address, or undefined. Gatus does not start with an address whose encoding is
 * invalid.
 */
function mistakeInEscapes(text: string): string | undefined {
  const wrong = /%(?![0-9A-Fa-f]{2}).{0,2}/.exec(text)?.[0];
  return wrong === undefined
    ? undefined
    : `got ${shown(text)}; ${show(wrong)} is no percent encoding: write two hexadecimal digits after %, and %25 for a percent sign`;
}

/** Returns what is wrong with a path, or undefined. An HTTP client must be able to request the path, which must not contain a secret. */
function mistakeInPath(text: string): string | undefined {
  if (!text.startsWith("/")) return `got ${shown(text)}; expected a path that starts with "/"`;
  const [path = "", ...query] = text.split("?");
  const secret = secretInQuery(query.join("?"));
  if (secret !== undefined) return secretMessage(secret);
  if (/[\s\p{Cc}\p{Cf}]/u.test(text)) return `got ${shown(text)}; a path has no blanks or invisible characters: remove or encode them`;
  if (path.includes("\\")) return `got ${shown(text)}; a path has no backslashes: write "/"`;
  return text.includes("#") ? `got ${shown(text)}; no server receives the part after the #: remove it` : mistakeInEscapes(text);
}

/** A path with an optional query that an HTTP client can request. */
export const requestPath = z.string().superRefine((text, context) => {
  const message = mistakeInPath(text);
  if (message !== undefined) context.addIssue({ code: "custom", message });
});

/** Path of a metrics endpoint, without a query: Prometheus would encode the question mark as a part of the path. */
export const metricsPath = z.string().superRefine((text, context) => {
  const message =
    mistakeInPath(text) ??
    (text.includes("?")
      ? `got ${show(text)}; Prometheus would request the question mark as a part of the path: serve the metrics without a query, and remove it`
      : undefined);
  if (message !== undefined) context.addIssue({ code: "custom", message });
});

/** Returns what is wrong with a URL, or undefined. An HTTP client must be able to request the URL, which must not contain a secret. */
function mistakeIn(text: string): string | undefined {
  if (!URL.canParse(text)) return `got ${shown(text)}; expected a full URL like "https://example.com/health"`;
  const { protocol, username, password, hostname, hash, search, port } = new URL(text);
  if (username !== "" || password !== "")
    return "got a URL with a user name or a password, which would be readable in labels, messages and rendered files: remove the part before the @";
  const secret = secretInQuery(search);
  if (secret !== undefined) return secretMessage(secret);
  if (protocol !== "http:" && protocol !== "https:")
    return `got ${shown(text)}; only http:// and https:// can be requested: use a URL like "https://example.com/health"`;
  if (!/^https?:\/\/[^/]/i.test(text) || !isAddress(hostname))
    return `got ${shown(text)}; expected a full URL like "https://example.com/health"`;
  if (/\s/.test(text)) return `got ${shown(text)}; a URL has no blanks: remove them`;
  if (port === "0") return `got ${shown(text)}; no server listens on port 0: write the server's port, or remove it`;
  return hash === "" ? mistakeInEscapes(text) : `got ${shown(text)}; no server receives the part after the #: remove it`;
}

/** A URL that an HTTP client can request. It has no user name, no password, no secret in its query and no fragment. */
export const httpUrl = z.string().superRefine((text, context) => {
  const message = mistakeIn(text);
  if (message !== undefined) context.addIssue({ code: "custom", message });
});

/** A link for people, at most 200 characters long. The link may have a fragment, but no character that ends a link in a message. */
export const linkUrl = z.string().superRefine((text, context) => {
  const closing = /[<>|(){}[\]"'\\]/.exec(text)?.[0];
  const message =
    text.length > 200
      ? `got ${text.length} characters; at most 200 fit into a message: use a shorter link`
      : closing === undefined
        ? mistakeIn(text.replace(/#.*$/, ""))
        : `got ${shown(text)}; in some messages, ${closing} ends a link: write it in percent encoding, like %28 for (`;
  if (message !== undefined) context.addIssue({ code: "custom", message });
});

/** Base URL to which links append a path. It has no query and no slash at its end. */
export const baseUrl = httpUrl.superRefine((text, context) => {
  if (mistakeIn(text) !== undefined) return;
  const remedy = text.includes("?") ? "remove the query" : text.endsWith("/") ? "remove the slash at its end" : undefined;
  if (remedy !== undefined) context.addIssue({ code: "custom", message: `got ${shown(text)}; links append a path to it: ${remedy}` });
});
