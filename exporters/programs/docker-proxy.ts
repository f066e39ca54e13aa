import { dockerProxyConfig, dockerProxyMetricsPort, dockerProxyPort, dockerSocket } from "../pipeline/docker-proxy";
import type { Program } from "./model";
import { otlpProxy } from "./otlp-proxy";

const folder = "/etc/haproxy";

/**
 * HAProxy in front of Docker's socket, through which Prometheus discovers containers. It passes on only pings and requests for the lists of
 * containers and networks. Applications cannot reach it: it is in the network of the stores.
 */
export const dockerProxy = {
  name: "docker-proxy",
  component: "monitoring:stack:DockerProxy",
  version: otlpProxy.version,
  image: { of: otlpProxy.name },
  ports: { docker: { number: dockerProxyPort }, metrics: { number: dockerProxyMetricsPort } },
  health: { port: "metrics", path: "/health" },
  // Root may connect to the socket on every host. The ID of the group `docker` differs between hosts. The container has no capabilities.
  user: "0:0",
  node: { reads: { docker: dockerSocket, kubernetes: dockerSocket } },
  memoryMiB: 64,
  callersOnly: true,
  watched: { metrics: true, health: false },
  contracts: { none: "rules read only its `up`" },
  runsIn: ({ environment }) => environment.discovery.includes("docker"),
  instances: ({ view }) =>
    view.environment.discovery.includes("docker")
      ? [{ args: ["-db", "-f", `${folder}/haproxy.cfg`], files: [{ folder, files: { "haproxy.cfg": dockerProxyConfig } }] }]
      : [],
} as const satisfies Program;
