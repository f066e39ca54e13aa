import { browserTokenSecret } from "../../../exporters/model/naming";
import { gatewayAddress, gatewayConfig } from "../../../exporters/pipeline/otelcol";
import { otlpProxyConfig, otlpProxySecrets } from "../../../exporters/pipeline/otlp-proxy";
import { accountFiles } from "../../../exporters/pipeline/senders";
import { secretFileText } from "../../../exporters/programs/secret-files";
import { certificateTargets } from "../../../exporters/scrape/certificates";
import { renderExporters } from "../../../exporters/render";
import { viewOf } from "../../fixtures/catalogue";
import { workloadNamed } from "../../stacks/support/samples";
import { outsideSystem, outsideView } from "../../support/pipeline/outside";

const view = outsideView(["https://preview.example.com"]);
const behindIngress = {
  ...view,
  environment: { ...view.environment, publicOtlp: { url: "https://otlp.example.com", tls: "ingress" as const, requestsPerSecond: 100 } },
};

it("an environment without a public address has no proxy, and no account for browsers", () => {
  const without = viewOf("production");
  expect(without.environment.publicOtlp).toBeUndefined();
  expect(otlpProxyConfig(without, gatewayAddress)).toBeUndefined();
  expect(renderExporters(without, "x").map(({ path }) => path)).not.toContain("x/haproxy.cfg");
  expect(JSON.stringify(accountFiles(without))).not.toContain("browser");
  expect(JSON.stringify(gatewayConfig(without))).not.toContain("/browser");
});

it("the proxy terminates TLS with a certificate from a secret file, or an Ingress does", () => {
  expect(otlpProxyConfig(view, gatewayAddress)).toContain("bind :8443 ssl crt /run/secrets/monitoring/otlp-certificate");
  expect(otlpProxyConfig(view, gatewayAddress)).not.toContain("bind :8080");
  const behind = otlpProxyConfig(behindIngress, gatewayAddress);
  expect(behind).toContain("bind :8080\n");
  expect(behind).not.toContain(" ssl ");
  expect(behind).toContain("hdr_ip(x-forwarded-for,-1)");
  expect(Object.keys(otlpProxySecrets(behindIngress))).toEqual(["otlp-tokens", "otlp-headers"]);
});

it("on a loopback address, nothing is encrypted, the proxy counts by address, and no certificate is watched", () => {
  const publicOtlp = { url: "http://127.0.0.1:4318", tls: "none" as const, requestsPerSecond: 100 };
  const local = { ...view, environment: { ...view.environment, publicOtlp } };
  const config = otlpProxyConfig(local, gatewayAddress);
  expect(config).toContain("bind :8443\n");
  expect(config).toContain("track-sc1 src table addresses");
  expect(Object.keys(otlpProxySecrets(local))).toEqual(["otlp-tokens", "otlp-headers"]);
  const watched = (of: typeof view) => certificateTargets(of).filter(({ labels }) => labels.service === "otlp-proxy");
  expect([watched(local), watched(view).map(({ address }) => address)]).toEqual([[], ["otlp.example.com:443"]]);
});

it("the tokens and accounts are only in secret files, with one line for each system and each system's browsers", () => {
  const secrets = otlpProxySecrets(view);
  const [tokens, headers] = ["otlp-tokens", "otlp-headers"].map((name) =>
    secretFileText(secrets[name] ?? { text: "" }, (key) => `value-of-${key}`),
  );
  expect(tokens).toContain(`value-of-otlp-${outsideSystem} ${outsideSystem}\n`);
  expect(tokens).toContain(`value-of-${browserTokenSecret(outsideSystem)} ${outsideSystem}/browser\n`);
  const account = Buffer.from(`${outsideSystem}/browser:value-of-${browserTokenSecret(outsideSystem)}`).toString("base64");
  expect(headers).toContain(`${outsideSystem}/browser Basic ${account}\n`);
  expect(tokens?.trim().split("\n")).toHaveLength(view.systems.length + 1);
  const workload = workloadNamed("otlp-proxy", { view, files: renderExporters(view, `exporters/rendered/${view.environment.id}`) });
  expect(JSON.stringify([workload.args, workload.env, workload.files])).not.toContain("value-of");
  expect(workload.calls).toEqual([{ host: "otelcol", port: 4318 }]);
});

it("pages may send from the public host of the service and from the listed origins, each only with the token of their system", () => {
  const config = otlpProxyConfig(view, gatewayAddress) ?? "";
  expect(config).toContain("acl known_origin req.fhdr(origin) -m str https://preview.example.com https://replies.example.com\n");
  expect(config).toContain(
    `acl own_origin var(txn.sender) -m str "${outsideSystem}/browser https://preview.example.com" "${outsideSystem}/browser https://replies.example.com"\n`,
  );
});
