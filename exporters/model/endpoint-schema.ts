import { z } from "zod";
import { oneOf } from "./object";
import { show } from "./units";

/** Fields of the metrics endpoint of an application that Prometheus scrapes. */
export const endpointShape = {
  /** Scheme of the metrics endpoint. Default: `http`. */
  scheme: oneOf(["http", "https"]).default("http"),
  /**
   * Scheme of the header `Authorization` that the metrics endpoint requires, for example `Bearer`. The rest of the header is the secret
   * `metrics-<system>-<service>`. Default: Prometheus sends no such header.
   */
  authorization: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]*$/, { error: ({ input }) => `got ${show(input)}; expected the name of a scheme, like "Bearer"` })
    .refine((scheme) => scheme.toLowerCase() !== "basic", {
      error: 'got "Basic", which Prometheus does not accept as a scheme: let the endpoint accept a bearer token, and write "Bearer"',
    })
    .optional(),
  /**
   * Minimum number of replicas behind the host. Prometheus looks up all addresses of the host by DNS, and scrapes each of them as a
   * separate target. On Kubernetes, the host must be a headless Service. Default: the host is one target.
   */
  replicas: z.int().min(1).max(500).optional(),
};
