import { otlpProxyPorts, otlpProxySecrets } from "../pipeline/otlp-proxy";
import { callsOf } from "./calls";
import type { Program } from "./model";
import { otelcol } from "./otelcol";

const folder = "/etc/haproxy";

/** HAProxy 3.2 serves the public address for OTLP over HTTP, for applications and browsers outside the stack's network. */
export const otlpProxy = {
  name: "otlp-proxy",
  component: "monitoring:stack:OtlpProxy",
  version: "3.2",
  image: { repository: "haproxy", tag: "3.2", probe: "bash" },
  ports: {
    /** Port behind an Ingress or Gateway that terminates TLS. */
    http: { number: otlpProxyPorts.http, opened: true },
    /** Port of clients that connect without an Ingress or Gateway. It uses TLS, unless `tls` of the public address is `none`. */
    direct: { number: otlpProxyPorts.direct, publish: true },
    metrics: { number: otlpProxyPorts.metrics },
  },
  health: { port: "metrics", path: "/health" },
  user: "99:99",
  memoryMiB: 128,
  login: true,
  watched: { metrics: true, health: true },
  contracts: ["otlp-proxy"],
  runsIn: ({ environment }) => environment.publicOtlp !== undefined,
  instances: ({ view, rendered }) =>
    view.environment.publicOtlp === undefined
      ? []
      : [
          {
            args: ["-db", "-f", `${folder}/haproxy.cfg`],
            files: [{ folder, files: { "haproxy.cfg": rendered.file("exporters", "haproxy.cfg") } }],
            secretFiles: otlpProxySecrets(view),
            calls: callsOf([{ host: otelcol.name, port: otelcol.ports["otlp-http"].number }]),
          },
        ],
} as const satisfies Program;
