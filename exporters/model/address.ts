import { z } from "zod";
import { show } from "./units";

const label = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
const name = `${label}(?:\\.${label})*`;
const ipv6 = "\\[[0-9A-Fa-f:.]+\\]";
const hostPattern = new RegExp(`^(?:${name}|${ipv6})$`);
const portPattern = /^\d{1,5}$/;

const isPort = (text: string): boolean => portPattern.test(text) && Number(text) >= 1 && Number(text) <= 65_535;

/** Formats an address for an error message. An address with an `@` is not shown, because a password may precede it. */
const shown = (value: unknown): string =>
  typeof value === "string" && value.includes("@") ? "an address with an @, which may contain a password" : show(value);

/** Host name or IP address without scheme, port and path. Prometheus and the exporters append the port. */
export const host = z.string().refine((text) => hostPattern.test(text), {
  error: ({ input }) =>
    `got ${shown(input)}; expected only a host name or an IP address, like "db.example.com", "10.0.0.5" or "[fd00::5]": remove scheme, port, path and blanks`,
});

/** Public host with an optional port. External checks request `https://<host>`. */
export const publicHostName = z.string().refine(
  (text) => {
    const [, before = "", port] = /^(.*?)(?::([^:\]]*))?$/.exec(text) ?? [];
    return hostPattern.test(before) && (port === undefined || isPort(port));
  },
  {
    error: ({ input }) =>
      `got ${shown(input)}; expected a host name with an optional port, like "shop.example.com" or "shop.example.com:8443": remove scheme, path and blanks`,
  },
);

/** Returns the mistake of a URL that an HTTP client cannot request or that contains a secret, or undefined. */
function mistakeIn(text: string): string | undefined {
  if (!URL.canParse(text)) return `got ${shown(text)}; expected a full URL like "https://example.com/health"`;
  const { protocol, username, password, hostname, hash } = new URL(text);
  if (username !== "" || password !== "")
    return "got a URL with a user name or a password, which would be readable in labels, messages and rendered files: remove the part before the @";
  if (protocol !== "http:" && protocol !== "https:")
    return `got ${shown(text)}; only http:// and https:// can be requested: use a URL like "https://example.com/health"`;
  if (!/^https?:\/\/[^/]/i.test(text) || !hostPattern.test(hostname))
    return `got ${shown(text)}; expected a full URL like "https://example.com/health"`;
  if (/\s/.test(text)) return `got ${shown(text)}; a URL has no blanks: remove them`;
  return hash === "" ? undefined : `got ${shown(text)}; no server receives the part after the #: remove it`;
}

/** A URL that an HTTP client can request, without user name and password. */
export const httpUrl = z.string().superRefine((text, context) => {
  const message = mistakeIn(text);
  if (message !== undefined) context.addIssue({ code: "custom", message });
});
