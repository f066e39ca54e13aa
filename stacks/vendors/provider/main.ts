import { main } from "@pulumi/pulumi/provider/server";
import { kinds, lookups } from "./kinds";
import { VendorProvider } from "./provider";
import { engineSource } from "./tokens";

/** Milliseconds between two looks whether the engine still lives. */
const watchMs = 250;

/** The process that the engine starts when a stack has a resource of a vendor. */
function start(): void {
  const tokens = engineSource(process.env, process.cwd());
  delete process.env["PULUMI_CONFIG"];
  const parent = process.ppid;
  // An engine that was killed does not say good-bye.
  setInterval(() => process.ppid !== parent && process.exit(0), watchMs).unref();
  // The SDK's server prints each error with its stack, and hands it to the engine, which prints it too: ours are sentences, once is enough.
  const print = console.error.bind(console);
  console.error = (...parts: unknown[]): void => {
    if (!String(parts[0]).startsWith("VendorError: ")) print(...parts);
  };
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const provider = new VendorProvider({ version: "0.1.0", kinds, lookups, tokens, say });
  void main(provider, process.argv.slice(2));
}

start();
