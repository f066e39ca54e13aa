import type { View } from "../model/catalogue";
import { gatewayTokenSecret, proxyCertificateSecret, secretsFolder } from "../model/naming";
import type { SecretContent } from "../programs/secret-files";
import { browserAccount, browserAccounts, browserServices, browserSuffix, browserSystems, originsOf, type TokenAccount } from "./browsers";
import { block } from "./haproxy";

/** Ports of the OTLP proxy, by purpose. */
export const otlpProxyPorts = { http: 8080, direct: 8443, metrics: 8405 } as const;

/** Maximum size in bytes of a request. The gateway limits the size after decompression too. */
const requestBytes = 8 * 2 ** 20;

/** Period over which requests are counted, in seconds. */
const period = 10;

/**
 * Maximum number of requests that one address may send within the period without a valid token, or with a token of browsers. Users can
 * share an address.
 */
export const requestsPerAddress = 200;

/**
 * Reasons for which the proxy refuses a request, with the status of the response and further header fields. Each reason is a backend of
 * HAProxy, because HAProxy counts requests by backend.
 */
export const refusals = {
  "unknown-path": { status: 404 },
  "unknown-token": { status: 401, header: "www-authenticate Bearer" },
  "unknown-origin": { status: 403 },
  "too-large": { status: 413 },
  "too-many": { status: 429, header: `retry-after ${period}` },
} as const;
type Refusal = keyof typeof refusals;

const paths = { all: ["/v1/logs", "/v1/traces", "/v1/metrics"], browser: ["/v1/logs", "/v1/traces"] } as const;

/** Names of the secret files. */
const files = { tokens: "otlp-tokens", headers: "otlp-headers", certificate: "otlp-certificate" } as const;

/** Returns the accounts of the proxy, each with the key of the secret that holds its token: the systems, and the browsers of systems. */
const accountsOf = (view: View): TokenAccount[] => [
  ...view.systems.map(({ id }): TokenAccount => [id, gatewayTokenSecret(id)]),
  ...browserAccounts(view),
];

const decrypts = ({ environment }: View): boolean => environment.publicOtlp?.tls === "proxy";
const isBehindIngress = ({ environment }: View): boolean => environment.publicOtlp?.tls === "ingress";

/**
 * Returns the secret files of the proxy: the account of each token, and the header with which the proxy logs in to the gateway for each
 * account. If the proxy terminates TLS, also its private key and certificates.
 */
export const otlpProxySecrets = (view: View): Record<string, SecretContent> => ({
  [files.tokens]: { lines: accountsOf(view).map(([account, secret]) => [{ secret }, account]) },
  [files.headers]: { lines: accountsOf(view).map(([account, secret]) => [account, { secret, basicUser: account }]) },
  ...(decrypts(view) && { [files.certificate]: { secret: proxyCertificateSecret } }),
});

/** Pairs of an account and an origin whose pages may use the account. */
const originPairs = (view: View): (readonly [account: string, origin: string])[] =>
  browserSystems(view).flatMap((system) =>
    browserServices(system).flatMap((service) =>
      originsOf(view.environment.id, system, service).map((origin) => [browserAccount(system.id), origin] as const),
    ),
  );

const undecided = "!{ var(txn.refused) -m found }";
const refuse = (reason: Refusal | "preflight", condition: string): string =>
  `http-request set-var(txn.refused) str(${reason}) if ${undecided} ${condition}`;

/** HAProxy's rules for requests from browsers. Empty if no web page may send telemetry. */
function browserRules(view: View): {
  readonly acls: string[];
  readonly preflight: string[];
  readonly checks: string[];
  readonly answers: string[];
} {
  const pairs = originPairs(view);
  if (pairs.length === 0) return { acls: [], preflight: [], checks: [], answers: [] };
  const origins = [...new Set(pairs.map(([, origin]) => origin))];
  return {
    acls: [
      `acl known_origin req.fhdr(origin) -m str ${origins.join(" ")}`,
      `acl own_origin var(txn.sender) -m str ${pairs.map(([account, origin]) => `"${account} ${origin}"`).join(" ")}`,
    ],
    preflight: ["http-request set-var(txn.origin) req.fhdr(origin) if known_origin", refuse("preflight", "METH_OPTIONS known_origin")],
    checks: [
      'http-request set-var-fmt(txn.sender) "%[var(txn.account)] %[req.fhdr(origin)]"',
      refuse("unknown-origin", "browser !own_origin"),
      refuse("unknown-path", `browser !{ path ${paths.browser.join(" ")} }`),
    ],
    answers: [
      "http-after-response set-header access-control-allow-origin %[var(txn.origin)] if { var(txn.origin) -m found }",
      "http-after-response set-header vary origin",
    ],
  };
}

const preflightAnswer = [
  "status 204",
  "hdr access-control-allow-methods POST",
  'hdr access-control-allow-headers "authorization, content-type, content-encoding, traceparent, tracestate"',
  "hdr access-control-max-age 7200",
].join(" ");

function publicFrontend(view: View, requestsPerSecond: number): string {
  const { http, direct } = otlpProxyPorts;
  const rules = browserRules(view);
  // Behind an Ingress or Gateway, the last address in `X-Forwarded-For` is the one that the Ingress or Gateway has added.
  const address = isBehindIngress(view) ? "hdr_ip(x-forwarded-for,-1)" : "src";
  return block("frontend public", [
    isBehindIngress(view)
      ? `bind :${http}`
      : `bind :${direct}${decrypts(view) ? ` ssl crt ${secretsFolder}/${files.certificate} alpn h2,http/1.1` : ""}`,
    `acl browser var(txn.account) -m end ${browserSuffix}`,
    "acl has_account var(txn.account) -m found",
    ...rules.acls,
    `http-request set-var(txn.account) http_auth_bearer,map_str(${secretsFolder}/${files.tokens})`,
    ...rules.preflight,
    `http-request track-sc1 ${address} table addresses if ${undecided} !has_account`,
    `http-request track-sc1 ${address} table addresses if ${undecided} browser`,
    refuse("unknown-path", `!{ path ${paths.all.join(" ")} }`),
    refuse("too-many", `!has_account { sc_http_req_rate(1) gt ${requestsPerAddress} }`),
    refuse("too-many", `browser { sc_http_req_rate(1) gt ${requestsPerAddress} }`),
    refuse("unknown-token", "!has_account"),
    ...rules.checks,
    refuse("too-large", `{ req.body_size gt ${requestBytes} }`),
    `http-request track-sc0 var(txn.account) table accounts if ${undecided}`,
    refuse("too-many", `{ sc_http_req_rate(0) gt ${requestsPerSecond * period} }`),
    `http-request set-header authorization %[var(txn.account),map_str(${secretsFolder}/${files.headers})]`,
    "http-request del-header cookie",
    ...rules.answers,
    "use_backend %[var(txn.refused)] if { var(txn.refused) -m found }",
    "default_backend gateway",
  ]);
}

/**
 * Returns the configuration of HAProxy, which serves the public address for OTLP over HTTP. The proxy accepts the bearer tokens of systems
 * and, from the pages of a system, the token of the system's browsers. It limits the size and the number of requests, answers browsers'
 * preflight requests, and passes the rest on to the gateway with the account of the sender. `gateway` is the `host:port` of the gateway.
 * Undefined in an environment without a public address.
 */
export function otlpProxyConfig(view: View, gateway: string): string | undefined {
  const { publicOtlp } = view.environment;
  if (publicOtlp === undefined) return undefined;
  const table = (key: string): string[] => [`stick-table type ${key} expire 1m store http_req_rate(${period}s)`];
  return [
    block("global", ["log stdout format raw local0", "maxconn 2000", "ssl-default-bind-options ssl-min-ver TLSv1.2"]),
    block("defaults", [
      "mode http",
      "log global",
      "option httplog",
      "option dontlognull",
      "option dontlog-normal",
      "retries 1",
      "timeout connect 2s",
      "timeout client 30s",
      "timeout server 60s",
      "timeout http-request 10s",
      "timeout http-keep-alive 60s",
    ]),
    // While HAProxy runs, it can resolve the gateway's short name only with Docker's DNS server. In a cluster, the address of a Service
    // does not change, so the server `at_start` is enough.
    block("resolvers network", ["parse-resolv-conf", "hold valid 5s"]),
    publicFrontend(view, publicOtlp.requestsPerSecond),
    block("frontend metrics", [
      `bind :${otlpProxyPorts.metrics}`,
      "http-request use-service prometheus-exporter if { path /metrics }",
      "http-request return status 200 if { path /health }",
      "http-request return status 404",
    ]),
    block("backend accounts", table("string len 80 size 10k")),
    block("backend addresses", table("ipv6 size 100k")),
    block("backend preflight", [`http-request return ${preflightAnswer}`]),
    ...Object.entries(refusals).map(([reason, answer]) =>
      block(`backend ${reason}`, [`http-request return status ${answer.status}${"header" in answer ? ` hdr ${answer.header}` : ""}`]),
    ),
    block("backend gateway", [
      "default-server check inter 2s fall 2 rise 1",
      `server at_start ${gateway}`,
      `server resolved ${gateway} resolvers network init-addr none backup`,
    ]),
  ].join("\n");
}
