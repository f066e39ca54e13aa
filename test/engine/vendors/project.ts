import { chmodSync, existsSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseDocument } from "yaml";
import { cacheRoot } from "../../../stacks/supply/paths";
import { tools } from "../../../stacks/supply/table";
import { root, run, type Ended } from "../command";
import type { Wanted } from "./wanted";

const stack = "test";
const secretsFile = "secrets.json";

interface KillOptions {
  readonly killWhen?: () => boolean;
}

/** The path of the pinned Pulumi CLI. Throws if the CLI is not in the cache. */
export function cli(): string {
  const bin = path.join(cacheRoot(), "pulumi/versions", tools.pulumi.version, "bin/pulumi");
  if (!existsSync(bin)) throw new Error("The Pulumi CLI is not in the cache; `npm run supply -- --only pulumi` obtains it.");
  return bin;
}

/**
 * A separate Pulumi project with its own state, in a temporary folder. The project runs the file `program` in this file's folder, with
 * `wanted` as its input.
 */
export class Project<W extends object = Wanted> {
  readonly folder = mkdtempSync(path.join(tmpdir(), "monitoring-vendors-"));
  private readonly env: Record<string, string>;

  constructor(
    public wanted: W,
    program = "program",
    private readonly bin = cli(),
  ) {
    const state = path.join(this.folder, "state");
    mkdirSync(state);
    symlinkSync(path.join(root, "node_modules"), path.join(this.folder, "node_modules"));
    this.write("Pulumi.yaml", [
      "name: vendors-test",
      "runtime: { name: nodejs, options: { typescript: false } }",
      "plugins: { providers: [{ name: monitoring, path: plugin }] }",
    ]);
    mkdirSync(path.join(this.folder, "plugin"));
    const provider = path.join(root, "stacks/vendors/provider/plugin/pulumi-resource-monitoring");
    this.write("plugin/pulumi-resource-monitoring", ["#!/bin/sh", `echo started >> "$(dirname "$0")/starts"`, `exec ${provider} "$@"`]);
    chmodSync(path.join(this.folder, "plugin/pulumi-resource-monitoring"), 0o755);
    this.write(`Pulumi.${stack}.yaml`, ["config:", `  monitoring:secretsFile: ${secretsFile}`]);
    this.write("package.json", [`{ "main": "main.cjs", "private": true }`]);
    this.write("main.cjs", [
      `const { bundleOf } = require(${JSON.stringify(path.join(root, "stacks/start/bundle.cjs"))});`,
      `const alias = { "@pulumi/pulumi/runtime": "./stacks/start/pulumi-slim-runtime.cjs", "@pulumi/pulumi": "./stacks/start/pulumi-slim.cjs" };`,
      `module.exports = require(bundleOf({ name: "vendors-test-${program}", entry: "test/engine/vendors/${program}.ts", options: { alias } }).file);`,
    ]);
    this.env = {
      PATH: `${path.dirname(bin)}:${process.env["PATH"] ?? ""}`,
      PULUMI_HOME: path.join(cacheRoot(), "pulumi"),
      PULUMI_BACKEND_URL: `file://${state}?metadata=skip`,
      PULUMI_CONFIG_PASSPHRASE: "test",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    };
  }

  /** Writes the tokens into the secrets file that the stack's configuration names. */
  tokens(tokens: Readonly<Record<string, string>>): void {
    writeFileSync(path.join(this.folder, secretsFile), JSON.stringify(tokens), { mode: 0o600 });
  }

  /** Sets keys of the namespace `monitoring` in the stack's configuration. */
  configure(settings: Readonly<Record<string, unknown>>): void {
    const file = path.join(this.folder, `Pulumi.${stack}.yaml`);
    const document = parseDocument(readFileSync(file, "utf8"));
    for (const [key, value] of Object.entries(settings)) document.setIn(["config", `monitoring:${key}`], value);
    writeFileSync(file, document.toString());
  }

  /** Runs the CLI. Kills the CLI and its children when `killWhen` returns true. */
  pulumi(args: readonly string[], options: KillOptions = {}): Promise<Ended> {
    return run(this.bin, [...args, "--stack", stack, "--non-interactive"], {
      cwd: this.folder,
      env: { ...this.env, MONITORING_TEST: JSON.stringify(this.wanted) },
      ...options,
    });
  }

  async init(): Promise<void> {
    const made = await run(this.bin, ["stack", "init", stack, "--non-interactive"], { cwd: this.folder, env: this.env });
    if (made.code !== 0) throw new Error(made.output);
  }

  up = (options: KillOptions = {}): Promise<Ended> => this.pulumi(["up", "--yes", "--skip-preview", "--suppress-progress"], options);
  preview = (): Promise<Ended> => this.pulumi(["preview"]);
  refresh = (): Promise<Ended> => this.pulumi(["refresh", "--yes", "--skip-preview"]);
  destroy = (): Promise<Ended> => this.pulumi(["destroy", "--yes", "--skip-preview"]);
  /** Removes the lock that a killed run leaves on the stack. */
  cancel = (): Promise<Ended> => this.pulumi(["cancel", "--yes"]);

  /** The text of all files that the backend stores: state, history and backups. */
  kept(): string {
    const folder = path.join(this.folder, "state");
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), "utf8"))
      .join("\n");
  }

  /** The vendors' object IDs in the current state. Empty before the first run. */
  vendorIds(): ReadonlySet<string> {
    const file = path.join(this.folder, "state/.pulumi/stacks/vendors-test", `${stack}.json`);
    if (!existsSync(file)) return new Set();
    const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as {
      checkpoint: { latest?: { resources?: readonly { outputs?: { vendorId?: string } }[] } };
    };
    return new Set((checkpoint.latest?.resources ?? []).flatMap(({ outputs }) => outputs?.vendorId ?? []));
  }

  /** How many times the provider was started. */
  starts(): number {
    const file = path.join(this.folder, "plugin/starts");
    return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").length : 0;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private write(file: string, lines: readonly string[]): void {
    writeFileSync(path.join(this.folder, file), `${lines.join("\n")}\n`);
  }
}
