import { loadCatalogue } from "../../exporters/model/catalogue";
import { artefactsOf } from "../../stacks/artefacts/artefacts";
import { syntheticCatalogue } from "../support/synthetic";

/** Renders one synthetic environment in this process. Prints the duration, the peak memory, and the number and size of files as JSON. */
function main(): void {
  const services = Number(process.argv[2]);
  const input = syntheticCatalogue(services);
  const started = process.hrtime.bigint();
  const files = artefactsOf(loadCatalogue(input).view("production"));
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const bytes = files.reduce((sum, file) => sum + Buffer.byteLength(file.content), 0);
  console.log(JSON.stringify({ services, seconds, mebibytes: process.resourceUsage().maxRSS / 1024, files: files.length, bytes }));
}

main();
