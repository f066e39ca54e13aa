import { main } from "@pulumi/pulumi/provider/server";
import { kinds, lookups } from "./kinds";
import { VendorProvider } from "./provider";
import { engineSource } from "./tokens";

/** Milliseconds between two checks that the Pulumi engine is still running. */
const watchMs = 250;

/** Starts the provider. The Pulumi engine runs it as a separate process for stacks with vendor resources. */
function start(): void {
  const tokens = engineSource(process.env, process.cwd());
  delete process.env["PULUMI_CONFIG"];
  const parent = process.ppid;
  // An engine that is killed does not send a shutdown request, so watch the parent process.
  setInterval(() => process.ppid !== parent && process.exit(0), watchMs).unref();
  // The SDK's server prints each error with its stack trace, and the engine prints it again. Let only the engine print a VendorError.
  const print = console.error.bind(console);
  console.error = (...parts: unknown[]): void => {
    if (!String(parts[0]).startsWith("VendorError: ")) print(...parts);
  };
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const provider = new VendorProvider({ version: "0.1.0", kinds, lookups, tokens, say });
  void main(provider, process.argv.slice(2));
}

start();
