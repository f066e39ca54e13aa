import { request } from "node:https";
import type { View } from "../../../exporters/model/catalogue";
import { proxyCertificateSecret, secretsFolder } from "../../../exporters/model/naming";
import { otlpProxyConfig, otlpProxyPorts, otlpProxySecrets } from "../../../exporters/pipeline/otlp-proxy";
import { otlpProxy } from "../../../exporters/programs/otlp-proxy";
import { secretFileText } from "../../../exporters/programs/secret-files";
import { localCertificate } from "../../../stacks/local/certificate";
import type { Cleanup } from "../../exporters/contracts/recorder/harness/cleanup";
import { startContainer, untilUp } from "../../exporters/contracts/recorder/harness/container";
import { folderOf } from "../../exporters/contracts/recorder/harness/context";
import { freePort, loopback } from "../free-port";
import { text } from "../until";

/** The OTLP proxy on loopback, with TLS and the rendered configuration. */
export interface OtlpProxy {
  readonly url: string;
  readonly metrics: string;
  /** The certificate, in PEM, which clients must trust. */
  readonly certificate: string;
}

/** Starts the proxy in a container in front of a gateway. `gateway` is the gateway's URL; `secret` returns the value of a token. */
export async function startOtlpProxy(cleanup: Cleanup, view: View, gateway: string, secret: (key: string) => string): Promise<OtlpProxy> {
  const certificate = localCertificate();
  const value = (key: string): string => (key === proxyCertificateSecret ? certificate : secret(key));
  const [https, metrics] = [await freePort(), await freePort()];
  const config = (otlpProxyConfig(view, new URL(gateway).host) ?? "")
    .replace(`bind :${otlpProxyPorts.direct}`, `bind ${loopback}:${https}`)
    .replace(`bind :${otlpProxyPorts.metrics}`, `bind ${loopback}:${metrics}`);
  const secrets = Object.entries(otlpProxySecrets(view)).map(([name, content]) => [name, secretFileText(content, value)] as const);
  const folder = await folderOf(cleanup, { "haproxy.cfg": config, ...Object.fromEntries(secrets) });
  const files = {
    [`${folder}/haproxy.cfg`]: "/etc/haproxy/haproxy.cfg",
    ...Object.fromEntries(secrets.map(([name]) => [`${folder}/${name}`, `${secretsFolder}/${name}`])),
  };
  const id = await startContainer(cleanup, otlpProxy.name, ["-db", "-f", "/etc/haproxy/haproxy.cfg"], { files });
  await untilUp("the OTLP proxy answering", id, () => text(`http://${loopback}:${metrics}/health`).then(() => true));
  return { url: `https://${loopback}:${https}`, metrics: `http://${loopback}:${metrics}/metrics`, certificate };
}

export interface ProxyAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** Sends a request to the proxy over TLS, and returns the status code and the headers of the response. */
export const ask = (
  { url, certificate }: OtlpProxy,
  path: string,
  {
    method = "POST",
    headers = {},
    body = "",
  }: { method?: string; headers?: Readonly<Record<string, string>>; body?: string | Buffer } = {},
): Promise<ProxyAnswer> =>
  new Promise((resolve, reject) => {
    const length = method === "POST" ? { "content-length": Buffer.byteLength(body) } : {};
    const sent = request(
      `${url}${path}`,
      { method, ca: certificate, headers: { "content-type": "application/json", ...length, ...headers } },
      (answer) => {
        answer.resume();
        answer.once("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers }));
      },
    );
    sent.once("error", reject);
    sent.end(body);
  });
