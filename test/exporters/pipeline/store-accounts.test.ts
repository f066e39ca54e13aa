import { storePasswordSecret } from "../../../exporters/model/naming";
import { jaegerConfig } from "../../../exporters/pipeline/jaeger";
import { authenticatedStoresOf, loginFiles, storeAccountFiles, storeHeaders } from "../../../exporters/pipeline/store-accounts";
import { storeExporters } from "../../../exporters/pipeline/stores";
import { victoriaLogsArgs } from "../../../exporters/pipeline/victoria-logs";
import { secretFileText, secretKeysIn } from "../../../exporters/programs/secret-files";
import { passwordJob } from "../../../exporters/scrape/with-password";
import { prometheusConfig, renderScrape } from "../../../exporters/scrape/scrape";
import { scrapeObjects } from "../../../exporters/scrape/operator";
import { stackTargets } from "../../../exporters/scrape/targets";
import { viewOf, withLocalStores } from "../../fixtures/catalogue";

const local = withLocalStores(viewOf("local"));
const lgtm = { ...local, environment: { ...local.environment, stores: { logs: "loki", traces: "tempo" } as const } };
const value = (key: string): string => `<${key}>`;
const header = (store: string): string => `Basic ${Buffer.from(`monitoring:<${store}-password>`).toString("base64")}`;

it("VictoriaLogs and Jaeger have a password, and the gateway has a header for the stores that the environment runs", () => {
  expect(authenticatedStoresOf(local.environment)).toEqual(["victoria-logs", "jaeger"]);
  expect(authenticatedStoresOf(lgtm.environment)).toEqual([]);
  expect(storeHeaders(lgtm.environment, storeExporters)).toEqual({ args: [], secretFiles: {} });
  const { args, secretFiles } = storeHeaders(local.environment, storeExporters);
  expect(args).toEqual(["--config=/run/secrets/monitoring/store-headers.json"]);
  const [content] = Object.values(secretFiles);
  if (content === undefined) throw new Error("no secret file");
  expect(secretKeysIn(content)).toEqual(["victoria-logs", "jaeger"].map(storePasswordSecret));
  expect(JSON.parse(secretFileText(content, value))).toEqual({
    exporters: {
      "otlp_http/logs": { headers: { authorization: header("victoria-logs") } },
      "otlp_grpc/traces": { headers: { authorization: header("jaeger") } },
    },
  });
  const mixed = storeHeaders({ stores: { logs: "loki", traces: "jaeger" } }, storeExporters);
  expect(Object.values(mixed.secretFiles).flatMap(secretKeysIn)).toEqual(["jaeger-password"]);
});

it("the stores read the password from a file", () => {
  expect(victoriaLogsArgs(local, { memoryMiB: 256 }).filter((arg) => arg.startsWith("-httpAuth"))).toEqual([
    "-httpAuth.username=monitoring",
    "-httpAuth.password=file:///run/secrets/monitoring/victoria-logs-password",
  ]);
  expect(Object.values(storeAccountFiles()).map((content) => secretFileText(content, value))).toEqual(["monitoring:<jaeger-password>\n"]);
  const auth = { authenticator: "basicauth/clients" };
  expect(jaegerConfig(local)).toMatchObject({
    extensions: { "basicauth/clients": { htpasswd: { file: "/run/secrets/monitoring/store-accounts" } }, jaeger_query: { http: { auth } } },
    receivers: { otlp: { protocols: { grpc: { auth } } } },
  });
});

describe("Prometheus scrapes VictoriaLogs", () => {
  const scraped = prometheusConfig(local) as { scrape_configs: { job_name: string; basic_auth?: object }[] };

  it("in a separate job, so that no other program gets the password", () => {
    expect(scraped.scrape_configs.filter(({ basic_auth }) => basic_auth !== undefined).map(({ job_name }) => job_name)).toEqual([
      passwordJob,
    ]);
    const files = new Map(renderScrape(local, "x").map(({ path, content }) => [path, content]));
    const groups = (job: string): unknown => JSON.parse(files.get(`x/targets/${job}.json`) ?? "");
    const target = stackTargets(local).find(({ labels }) => labels.service === "victoria-logs");
    expect(groups(passwordJob)).toEqual([{ targets: ["victoria-logs:9428"], labels: { job: "stack", ...target?.labels } }]);
    expect(JSON.stringify(groups("stack"))).not.toContain("victoria-logs");
    expect(JSON.stringify(prometheusConfig(lgtm))).not.toContain("basic_auth");
  });

  it("with the secret files of Prometheus, which the Operator's Prometheus reads from a Secret", () => {
    const files = Object.entries(loginFiles("victoria-logs")).map(([name, content]) => [name, secretFileText(content, value)]);
    expect(files).toEqual([
      ["victoria-logs-user", "monitoring"],
      ["victoria-logs-password", "<victoria-logs-password>"],
    ]);
    const objects = scrapeObjects(local, { namespace: "monitoring", operator: "operator" });
    const withLogin = objects.filter(({ spec }) => JSON.stringify(spec).includes("basicAuth"));
    expect(withLogin.map(({ metadata }) => metadata.name)).toEqual(["monitoring-stack-victoria-logs"]);
    expect(withLogin[0]?.spec).toMatchObject({
      endpoints: [
        {
          basicAuth: {
            username: { name: "monitoring-receivers", key: "victoria-logs-user" },
            password: { name: "monitoring-receivers", key: "victoria-logs-password" },
          },
        },
      ],
    });
  });
});
