import { z } from "zod";
import { baseUrl } from "./address";
import { object, oneOf } from "./object";
import { show } from "./units";

/**
 * Schema of an environment's public address for OTLP over HTTP, for programs and browsers outside of the stack's network. The OTLP proxy
 * serves it.
 */
export const publicOtlp = object({
  /** Public base URL, for example `https://otlp.example.com`. Applications append `/v1/traces` and so on. */
  url: baseUrl.refine((text) => text.startsWith("https:"), {
    error: ({ input }) => `got ${show(input)}; tokens must not be sent unencrypted: use an address that begins with https://`,
  }),
  /**
   * Who decrypts the connections: the OTLP proxy, with the secret `certificate-otlp-proxy` (private key and certificates in PEM), or the
   * Ingress or Gateway in front of it. Default: the proxy.
   */
  tls: oneOf(["proxy", "ingress"]).default("proxy"),
  /**
   * Requests per second that each system may send, measured over 10 s. Browsers of a system have a separate limit of the same size. The
   * proxy answers further requests with 429. SDKs send about one request per second and process. Default: 100.
   */
  requestsPerSecond: z.int().min(1).max(10_000).default(100),
}).optional();

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
