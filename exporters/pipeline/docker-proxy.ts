import { block } from "./haproxy";

/** Port of the proxy in front of Docker's API. */
export const dockerProxyPort = 2375;
/** Port of the proxy's metrics and of its health check. */
export const dockerProxyMetricsPort = 8405;
/** Path of Docker's socket, on the host and in the container. */
export const dockerSocket = "/var/run/docker.sock";

/** The only requests that Prometheus' discovery sends: the ping, the list of containers, and the list of networks. */
const readable = "^(/v[0-9.]+)?/(_ping|containers/json|networks)$";

/**
 * The configuration of HAProxy in front of Docker's socket. A program that can write to the socket has root access to the host, so the
 * proxy passes on only three kinds of read-only requests.
 */
export const dockerProxyConfig: string = [
  block("global", ["log stdout format raw local0", "maxconn 100"]),
  block("defaults", [
    "mode http",
    "log global",
    "option httplog",
    "option dontlog-normal",
    "timeout connect 2s",
    "timeout client 30s",
    "timeout server 30s",
    "timeout http-request 10s",
  ]),
  block("frontend docker", [
    `bind :${dockerProxyPort}`,
    `http-request deny deny_status 403 unless { method GET HEAD } { path -m reg ${readable} }`,
    "default_backend socket",
  ]),
  block("frontend metrics", [
    `bind :${dockerProxyMetricsPort}`,
    "http-request use-service prometheus-exporter if { path /metrics }",
    "acl is_down nbsrv(socket) lt 1",
    "http-request return status 503 if is_down",
    "http-request return status 200 if { path /health }",
    "http-request return status 404",
  ]),
  block("backend socket", [
    "option httpchk",
    "http-check send meth GET uri /_ping hdr host docker",
    "http-check expect status 200",
    `server docker unix@${dockerSocket} check inter 5s`,
  ]),
].join("\n");
