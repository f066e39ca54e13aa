import { z } from "zod";
import { baseUrl } from "./address";
import { isLoopback } from "./loopback";
import { object, oneOf } from "./object";
import { show } from "./units";

/** Whether a URL begins with `http:` and its host is a loopback address. */
const isPlainLoopback = (text: string): boolean => URL.canParse(text) && text.startsWith("http:") && isLoopback(new URL(text).host);

/**
 * Schema of an environment's public address for OTLP over HTTP, for applications and browsers outside the stack's network. The OTLP proxy
 * serves the address.
 */
export const publicOtlp = object({
  /**
   * Public base URL, for example `https://otlp.example.com`. Applications append `/v1/traces` and so on. Only a loopback address, such as
   * `http://127.0.0.1:4318`, may begin with `http://`.
   */
  url: baseUrl.refine((text) => text.startsWith("https:") || isPlainLoopback(text), {
    error: ({ input }) => `got ${show(input)}; tokens must not be sent unencrypted: use an address that begins with https://`,
  }),
  /**
   * What terminates TLS. `proxy`: the OTLP proxy, with the secret `certificate-otlp-proxy` (private key and certificates in PEM).
   * `ingress`: the Ingress or Gateway in front of the OTLP proxy. `none`: the connections are not encrypted. An address with `http://`
   * requires `none`. Default: `proxy`.
   */
  tls: oneOf(["proxy", "ingress", "none"]).default("proxy"),
  /**
   * Requests per second that each system may send, measured over 10 s. Browsers of a system have a separate limit of the same size. The
   * OTLP proxy responds to further requests with status 429. Each process with an SDK sends about one request per second. Default: 100.
   */
  requestsPerSecond: z.int().min(1).max(10_000).default(100),
})
  .superRefine(({ url, tls }, context) => {
    if (isPlainLoopback(url) === (tls === "none")) return;
    const message =
      tls === "none"
        ? `got "none" with ${show(url)}; tokens must not be sent unencrypted: remove tls, or use a loopback address such as http://127.0.0.1:4318`
        : `got ${show(tls)} with ${show(url)}, which is not encrypted: write "none", or use an address that begins with https://`;
    context.addIssue({ code: "custom", path: ["tls"], message });
  })
  .optional();

/** An origin from which browsers may send telemetry. */
const origin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text), {
  error: ({ input }) =>
    `got ${show(input)}; expected an origin like "https://shop.example.com": remove path, query and the slash at the end`,
});

/**
 * Telemetry that browsers send while they show the service's pages. The service's public host is one of the allowed origins. `origins`
 * lists further origins by environment ID.
 */
export const browser = object({ origins: z.record(z.string(), z.array(origin).min(1)).default({}) }).optional();
