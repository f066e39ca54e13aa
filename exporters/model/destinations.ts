import { z } from "zod";
import { baseUrl } from "./address";
import { distinct, repeated } from "./lists";
import { isLoopback } from "./loopback";
import { nameSchema } from "./name";
import { notAllowed, object, oneOf } from "./object";
import type { Problem } from "./problems";
import { namesSecret } from "./secrets";
import { line } from "./text";
import { show } from "./units";

/** Kinds of telemetry that the gateway sends to stores and destinations. */
export const deliveredSignals = ["logs", "traces"] as const;

/** Maximum number of destinations. Each destination needs a queue per signal, and the gateway's volume has no room for more queues. */
export const mostDestinations = 3;

const headerPattern = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
/** Names of headers that the gateway sets itself. */
const ownHeaders = [
  "accept",
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "host",
  "transfer-encoding",
  "user-agent",
];

function mistakeInHeader(name: string): string | undefined {
  if (!headerPattern.test(name)) return `got ${show(name)}; the name of a header has only letters, digits and !#$%&'*+.^_\`|~-`;
  return ownHeaders.includes(name.toLowerCase()) ? `got ${show(name)}, which the gateway sets itself: remove it` : undefined;
}

const headerName = z.string().superRefine((name, context) => {
  const message = mistakeInHeader(name);
  if (message !== undefined) context.addIssue({ code: "custom", message });
});

const destinationShape = object({
  /** Name of the destination, which is a part of the exporter's name (`otlp_http/destination-<name>`) in alerts. */
  name: nameSchema,
  /** Base URL for OTLP over HTTP. The gateway appends `/v1/logs` or `/v1/traces`. */
  url: baseUrl,
  /** Request headers that are not secret, by name. Default: none. */
  headers: z.record(z.string(), line).default({}),
  /**
   * Names of the request headers whose whole value is a secret of the stack, for example `Authorization`. The key of the secret is
   * `destination-<name>-<header>`, in lower case. Default: none.
   */
  secretHeaders: distinct(z.array(headerName), (name) => name.toLowerCase()).default([]),
  /** What the destination receives. Default: logs, and the traces that the gateway keeps. */
  signals: distinct(z.array(oneOf(deliveredSignals)).min(1)).default(["logs", "traces"]),
  /**
   * IDs of the systems whose logs and traces the destination receives. Of each trace, it receives only the spans of these systems.
   * Default: all systems, including those that you add later.
   */
  systems: distinct(z.array(nameSchema).min(1)).optional(),
});
export type Destination = z.output<typeof destinationShape>;

/** Key of the secret with the value of a destination's header. */
export const destinationSecret = (destination: string, header: string): string => `destination-${destination}-${header.toLowerCase()}`;

/** Returns the first mistake in the URL. Undefined if it has none, or if it cannot be parsed, which `baseUrl` reports. */
function mistakeInUrl({ url, secretHeaders }: Destination): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host, hostname, pathname } = new URL(url);
  const path = /\/v1\/(?:logs|traces|metrics)$/.exec(pathname)?.[0];
  if (path !== undefined) return `got ${show(url)}; the gateway appends the path: remove ${path}`;
  if (isLoopback(host) || !/[.:]/.test(hostname))
    return `got ${show(url)}, which is the gateway itself or a program of the stack: write the full name of another host`;
  if (protocol === "http:" && secretHeaders.length > 0)
    return `got ${show(url)}; secretHeaders would be readable on the network: use https, or remove secretHeaders`;
  return undefined;
}

/** Returns the mistakes in `headers`, whose values must not be secret. */
function mistakesInHeaders({ headers, secretHeaders }: Destination): { readonly name: string; readonly message: string }[] {
  const names = Object.keys(headers);
  const twice = new Set(repeated([...names, ...secretHeaders].map((name) => name.toLowerCase())));
  return names.flatMap((name) => {
    const message =
      mistakeInHeader(name) ??
      (namesSecret(name)
        ? `got the header ${show(name)}, whose value is a secret and would be readable in rendered files: write the name in secretHeaders, and set monitoring:secrets`
        : twice.has(name.toLowerCase())
          ? `got ${show(name)} twice; a header has one value: remove one of them`
          : undefined);
    return message === undefined ? [] : [{ name, message }];
  });
}

const destination = destinationShape.superRefine((parsed, context) => {
  const mistake = mistakeInUrl(parsed);
  if (mistake !== undefined) context.addIssue({ code: "custom", path: ["url"], message: mistake });
  for (const { name, message } of mistakesInHeaders(parsed)) context.addIssue({ code: "custom", path: ["headers", name], message });
});

/** Destinations of logs and traces in addition to the environment's stores, such as Axiom, Datadog or Grafana Cloud. */
export const destinations = z
  .array(destination)
  .max(mostDestinations, {
    error: ({ input }) =>
      `got ${Array.isArray(input) ? input.length : show(input)} destinations; at most ${mostDestinations} are allowed, because the gateway's volume has room for the queues of ${mostDestinations}: remove some`,
  })
  .default([]);

/** Reports systems that the environment does not monitor. Their data never reaches the gateway. */
const checkSystems = (where: string, { name, systems = [] }: Destination, monitored: readonly string[]): Problem[] =>
  systems
    .filter((system) => !monitored.includes(system))
    .map((system) => ({ where: `${where}.${name}.systems`, message: notAllowed(system, monitored, "systems of this environment") }));

/**
 * Reports destinations with the same name, and systems that the environment does not monitor. Also reports signals of a system that would
 * be sent twice to the same address with the same `headers`. `monitored` are the IDs of the environment's systems.
 */
export function checkDestinations(where: string, all: readonly Destination[], monitored: readonly string[]): Problem[] {
  const names = repeated(all.map(({ name }) => name));
  const sent = all.flatMap(({ url, signals, headers, systems = monitored }) =>
    signals.flatMap((signal) =>
      systems.map((system) => ({ text: `${signal} to ${url}`, key: JSON.stringify([signal, url, headers, system]) })),
    ),
  );
  const keys = new Set(repeated(sent.map(({ key }) => key)));
  const twice = new Set(sent.filter(({ key }) => keys.has(key)).map(({ text }) => text));
  return [
    ...names.map((name) => ({ where, message: `got the name ${show(name)} twice; a name identifies one destination: rename one of them` })),
    ...all.flatMap((destination) => checkSystems(where, destination, monitored)),
    ...[...twice].map((text) => ({
      where,
      message: `got ${text} twice with the same headers, which would be stored and billed twice: remove one of them`,
    })),
  ];
}
