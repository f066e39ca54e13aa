import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import path from "node:path";
import { stringify } from "yaml";
import { blackboxArgs, blackboxFolder } from "../../../../../exporters/programs/blackbox-exporter";
import { run } from "../../../../../stacks/supply/command";
import { readExposition } from "../exposition";
import { startContainer, untilUp } from "./container";
import { folderOf, type Harness, type Recorded } from "./context";
import { freePort, loopback } from "../../../../support/free-port";
import { text } from "../../../../support/until";

const http = (more: object): object => ({
  prober: "http",
  timeout: "5s",
  http: { method: "GET", follow_redirects: false, preferred_ip_protocol: "ip4", ...more },
});
const modules = {
  good: http({ tls_config: { ca_file: `${blackboxFolder}/cert.pem` } }),
  untrusted: http({}),
  "wrong-body": http({ tls_config: { insecure_skip_verify: true }, fail_if_body_not_matches_regexp: ["never"] }),
  "tcp-connect": { prober: "tcp", timeout: "5s" },
};

async function startHttps({ cleanup }: Harness, folder: string): Promise<number> {
  const [key, cert] = ["key.pem", "cert.pem"].map((name) => path.join(folder, name)) as [string, string];
  await run("openssl", [
    ..."req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost".split(" "),
    ...["-addext", `subjectAltName=IP:${loopback}`, "-keyout", key, "-out", cert],
  ]);
  const port = await freePort();
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_request, response) => response.end("ok"));
  await new Promise<void>((resolve) => server.listen(port, loopback, resolve));
  cleanup.add(() => {
    server.closeAllConnections();
    server.close();
  });
  return port;
}

/**
 * Records probes that succeed, fail in several ways, or reach no server, and afterwards the exporter's own metrics. Some probes use TLS,
 * which the local stack does not use.
 */
export async function recordBlackbox(harness: Harness, recorded: Recorded): Promise<void> {
  const folder = await folderOf(harness.cleanup, { "blackbox.yml": stringify({ modules }) });
  const https = await startHttps(harness, folder);
  const address = `${loopback}:${await freePort()}`;
  const args = blackboxArgs.map((arg) => (arg.startsWith("--web.listen-address=") ? `--web.listen-address=${address}` : arg));
  const files = Object.fromEntries(["blackbox.yml", "cert.pem"].map((name) => [path.join(folder, name), `${blackboxFolder}/${name}`]));
  const id = await startContainer(harness.cleanup, "blackbox-exporter", args, { files });
  await untilUp("blackbox_exporter answering", id, () => text(`http://${address}/-/healthy`));
  const probes = [
    ...["good", "untrusted", "wrong-body"].map((module) => [module, `https://${loopback}:${https}/`] as const),
    ["good", `http://${loopback}:${await freePort()}/`] as const,
    ["tcp-connect", `${loopback}:${https}`] as const,
  ];
  for (const [module, target] of probes) {
    const page = await text(`http://${address}/probe?module=${module}&target=${encodeURIComponent(target)}`);
    recorded.put("blackbox-exporter-probe", readExposition(page), `the probe ${module} of ${target}`);
  }
  recorded.put("blackbox-exporter", readExposition(await text(`http://${address}/metrics`)), "an exporter whose probes failed");
}
