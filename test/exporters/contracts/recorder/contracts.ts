import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { repository } from "../../../../stacks/supply/paths";
import { mergeMetrics, type Metrics } from "./exposition";

/** A contract: the recorded metrics that a pinned version of a program exposed. */
export interface Contract {
  readonly program: string;
  readonly version: string;
  /** Set if the contract was not recorded: the address of the documentation from which its metrics are taken. */
  readonly documented?: string;
  readonly metrics: Metrics;
}

export const contractsFolder = path.join(repository, "exporters/contracts");

const schema = z.strictObject({
  program: z.string(),
  version: z.string(),
  documented: z.url().optional(),
  metrics: z.record(
    z.string(),
    z
      .strictObject({ type: z.string(), labels: z.array(z.string()), le: z.array(z.string()).optional() })
      .transform(({ le, ...rest }) => (le === undefined ? rest : { ...rest, le })),
  ),
});

export const contractFile = (program: string, version: string): string => `${program}@${version}.json`;

/** The content of a contract file: one line per metric. */
export function contractText({ program, version, documented, metrics }: Contract): string {
  const lines = Object.entries(metrics).map(
    ([name, { type, labels, le }]) =>
      `    ${JSON.stringify(name)}: ${JSON.stringify({ type, labels, ...(le === undefined ? {} : { le }) })}`,
  );
  const source = documented === undefined ? "" : `  "documented": ${JSON.stringify(documented)},\n`;
  return `{\n  "program": ${JSON.stringify(program)},\n  "version": ${JSON.stringify(version)},\n${source}  "metrics": {\n${lines.join(",\n")}\n  }\n}\n`;
}

export const readContracts = (folder = contractsFolder): Contract[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => {
      const { documented, ...contract } = schema.parse(JSON.parse(readFileSync(path.join(folder, file), "utf8")));
      return documented === undefined ? contract : { ...contract, documented };
    });

function recorded(folder: string, file: string): Metrics {
  try {
    return schema.parse(JSON.parse(readFileSync(path.join(folder, file), "utf8"))).metrics;
  } catch {
    return {};
  }
}

/**
 * Writes `<program>@<version>.json` and removes the program's contracts of other versions. Unless `fresh` is true, the file also keeps the
 * metrics of the existing contract, because a program under low load may expose only some metrics. `added` is the number of new metrics.
 */
export function writeContract(folder: string, contract: Contract, fresh: boolean): { readonly file: string; readonly added: number } {
  mkdirSync(folder, { recursive: true });
  const file = contractFile(contract.program, contract.version);
  for (const other of readdirSync(folder)) if (other.startsWith(`${contract.program}@`) && other !== file) rmSync(path.join(folder, other));
  const before = fresh ? {} : recorded(folder, file);
  const metrics = mergeMetrics([before, contract.metrics]);
  writeFileSync(path.join(folder, `${file}.new`), contractText({ ...contract, metrics }));
  renameSync(path.join(folder, `${file}.new`), path.join(folder, file));
  return { file, added: Object.keys(metrics).length - Object.keys(before).length };
}
