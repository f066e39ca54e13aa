import { stringify } from "yaml";
import { catalogue } from "../../../../fixtures/catalogue";
import { lokiArgs } from "../../../../../exporters/programs/loki";
import { lokiConfig } from "../../../../../exporters/pipeline/loki";
import { readExposition } from "../exposition";
import { startContainer, untilUp } from "./container";
import { folderOf, type Harness, type Recorded } from "./context";
import { freePort, loopback } from "../../../../support/free-port";
import { text } from "../../../../support/until";

/** The project's Loki configuration for loopback, with a line limit of 16 bytes. */
async function configuration(port: number): Promise<object> {
  const config = lokiConfig(catalogue().view("local"));
  return {
    ...config,
    server: {
      ...config.server,
      http_listen_address: loopback,
      http_listen_port: port,
      grpc_listen_address: loopback,
      grpc_listen_port: await freePort(),
    },
    limits_config: { ...config.limits_config, max_line_size: 16 },
  };
}

/** Records Loki's metrics after Loki has refused a log line. */
export async function recordLoki({ cleanup }: Harness, recorded: Recorded): Promise<void> {
  const port = await freePort();
  const folder = await folderOf(cleanup, { "loki.yml": stringify(await configuration(port)) });
  const file = lokiArgs.find((arg) => arg.startsWith("-config.file="))?.slice("-config.file=".length) ?? "";
  const id = await startContainer(cleanup, "loki", lokiArgs, { files: { [`${folder}/loki.yml`]: file } });
  const base = `http://${loopback}:${port}`;
  await untilUp("Loki ready", id, () => text(`${base}/ready`), 90);
  const values = [[`${Date.now()}000000`, "a line that is longer than is allowed"]];
  await fetch(`${base}/loki/api/v1/push`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ streams: [{ stream: { service_name: "harness" }, values }] }),
  }).then((answer) => answer.text());
  recorded.put("loki", readExposition(await text(`${base}/metrics`)), "a Loki that refused a line");
}
