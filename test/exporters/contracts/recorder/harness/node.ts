import path from "node:path";
import { nodeExporterArgs } from "../../../../../exporters/programs/node-exporter";
import { ensureTools } from "../../../../../stacks/supply/ensure";
import { freePort, loopback } from "../../../../support/free-port";
import { text } from "../../../../support/until";
import { readExposition } from "../exposition";
import type { Harness, Recorded } from "./context";
import { start } from "./process";

/** Records node_exporter on this machine. The machine must have a disk and a file system that the exporter does not exclude. */
export async function recordNode({ cleanup }: Harness, recorded: Recorded): Promise<void> {
  const binary = path.join((await ensureTools(["node-exporter"]))["node-exporter"], "node_exporter");
  const address = `${loopback}:${await freePort()}`;
  const args = nodeExporterArgs("/").map((arg) => (arg.startsWith("--web.listen-address=") ? `--web.listen-address=${address}` : arg));
  await start(cleanup, "node_exporter", binary, args, { ready: `http://${address}/` });
  recorded.put("node-exporter", readExposition(await text(`http://${address}/metrics`)), "a host");
}
