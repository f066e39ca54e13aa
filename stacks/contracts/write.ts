import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Metrics } from "./exposition";

/** A recorded contract: what one pinned program really exposed. */
export interface Contract {
  readonly program: string;
  readonly version: string;
  readonly metrics: Metrics;
}

/** Writes `<program>@<version>.json` and removes records of the program's other versions. Gives the file's name. */
export function writeContract(folder: string, contract: Contract): string {
  mkdirSync(folder, { recursive: true });
  const name = `${contract.program}@${contract.version}.json`;
  for (const file of readdirSync(folder)) if (file.startsWith(`${contract.program}@`) && file !== name) rmSync(path.join(folder, file));
  const lines = Object.entries(contract.metrics).map(
    ([metric, { type, labels }]) => `    ${JSON.stringify(metric)}: ${JSON.stringify({ type, labels })}`,
  );
  const head = `{\n  "program": ${JSON.stringify(contract.program)},\n  "version": ${JSON.stringify(contract.version)},\n  "metrics": {\n`;
  writeFileSync(path.join(folder, `${name}.new`), `${head}${lines.join(",\n")}\n  }\n}\n`);
  renameSync(path.join(folder, `${name}.new`), path.join(folder, name));
  return name;
}
