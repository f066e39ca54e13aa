import { main } from "@pulumi/pulumi/provider/server";
import { kinds, lookups } from "./kinds";
import { VendorProvider } from "./provider";
import { engineSource } from "./tokens";

/** Milliseconds between checks that the engine is still running. */
const watchMs = 250;

/** The process that the engine starts for a stack with vendor resources. */
function start(): void {
  const tokens = engineSource(process.env, process.cwd());
  delete process.env["PULUMI_CONFIG"];
  const parent = process.ppid;
  // A killed engine does not send a shutdown request.
  setInterval(() => process.ppid !== parent && process.exit(0), watchMs).unref();
  // The SDK's server prints each error with its stack trace, and the engine prints it again. Our errors only need to be shown once.
  const print = console.error.bind(console);
  console.error = (...parts: unknown[]): void => {
    if (!String(parts[0]).startsWith("VendorError: ")) print(...parts);
  };
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const provider = new VendorProvider({ version: "0.1.0", kinds, lookups, tokens, say });
  void main(provider, process.argv.slice(2));
}

start();
