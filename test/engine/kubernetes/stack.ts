import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { View } from "../../../exporters/model/catalogue";
import { catalogue } from "../../../exporters/model/user-catalogue";
import { planEnvironment } from "../../../stacks/deploy/plan";
import { ensurePulumi } from "../../../stacks/supply/ensure";
import { secretKeysOf, type Workload } from "../../../stacks/deploy/workload";
import { renderedOf } from "../../stacks/support/rendered";
import { imagesWithout } from "../../stacks/support/samples";
import { run, type Ended, type RunOptions } from "../command";
import type { Project } from "./project";

/** Runs the real Pulumi CLI on a stack with a separate state. */
export interface Stack {
  readonly name: string;
  readonly pulumi: (args: readonly string[], options?: Pick<RunOptions, "env" | "killWhen" | "cwd">) => Promise<Ended>;
  /** Runs `pulumi up`. Kills the run and its children as soon as `killWhen` returns true. */
  readonly up: (killWhen?: () => Promise<boolean>) => Promise<Ended>;
  readonly destroy: () => Promise<Ended>;
  /** The changes that an `up` would make, sorted by resource, such as `update kubernetes:apps/v1:StatefulSet::prometheus`. */
  readonly changes: (...more: readonly string[]) => Promise<string[]>;
  /** The exported state as JSON. Secrets are encrypted. */
  readonly state: () => Promise<string>;
  /** Writes the secrets file. Every generated secret contains the canary. `own` replaces secrets; `undefined` removes a secret. */
  readonly secrets: (own?: Readonly<Record<string, string | undefined>>) => void;
  /** Renames the stack, and returns it under its new name. Throws if the CLI fails. */
  readonly rename: (to: string) => Promise<Stack>;
}

/** The view of an environment of the deployed catalogue. */
export const viewOf = (environment: string): View => catalogue().view(environment);

export const canary = "canary";

/** The workloads of an environment. */
export const workloadsOf = (environment: string, demo: boolean): Workload[] =>
  planEnvironment({
    settings: { ports: {}, memory: {}, demo },
    view: catalogue().view(environment),
    rendered: renderedOf(environment),
    images: imagesWithout(),
    demoFiles: () => ({ postgres: {}, redis: {} }),
  }).parts.map(({ workload }) => workload);

/** A generated value for every secret that the environment's programs read, by key. */
const secretsOf = (environment: string, demo: boolean): Record<string, string> =>
  Object.fromEntries([...secretKeysOf(workloadsOf(environment, demo)).keys()].map((key) => [key, `${canary}-of-${key}`.padEnd(32, "x")]));

interface Previewed {
  readonly steps?: readonly { readonly op: string; readonly urn: string }[];
}

export interface StackOptions {
  /** Whether the stack includes the demo. Default: false. */
  readonly demo?: boolean;
  /** Secrets to add or replace, by key. `undefined` removes a secret. */
  readonly secrets?: Readonly<Record<string, string | undefined>>;
}

/** Creates the stack. Its configuration names a secrets file. Removing the project also removes the stack's state. */
export async function makeStack(project: Project, name: string, environment: string, own: StackOptions = {}): Promise<Stack> {
  const { demo = false } = own;
  const { bin, env: tools } = await ensurePulumi({ plugins: ["kubernetes"] });
  const folder = mkdtempSync(path.join(project.root, `state-${name}-`));
  // After every run, the Kubernetes plugin leaves a copy of the kubeconfig in TMPDIR, so TMPDIR is a folder that is removed later.
  const temporary = path.join(folder, "tmp");
  mkdirSync(temporary);
  const env = {
    ...tools,
    PULUMI_BACKEND_URL: `file://${folder}?metadata=skip`,
    PULUMI_CONFIG_PASSPHRASE: "test",
    TMPDIR: temporary,
  };
  const pulumi: Cli = (stack, args, options = {}) =>
    run(bin, [...args, "--stack", stack, "--non-interactive"], { cwd: project.root, ...options, env: { ...env, ...options.env } });
  const file = path.join(folder, "secrets.json");
  const secrets: Stack["secrets"] = (changed = {}) =>
    writeFileSync(file, JSON.stringify({ ...secretsOf(environment, demo), ...own.secrets, ...changed }), { mode: 0o600 });
  secrets();
  project.configure(name, { secretsFile: file });
  const made = await run(bin, ["stack", "init", name, "--non-interactive"], { env, cwd: project.root });
  if (made.code !== 0) throw new Error(made.output);
  return stackOf(name, pulumi, secrets);
}

type Cli = (stack: string, ...args: Parameters<Stack["pulumi"]>) => Promise<Ended>;

function stackOf(name: string, cli: Cli, secrets: Stack["secrets"]): Stack {
  const pulumi: Stack["pulumi"] = (args, options) => cli(name, args, options);
  return {
    name,
    pulumi,
    up: (killWhen) => pulumi(["up", "--yes", "--skip-preview"], killWhen && { killWhen }),
    destroy: () => pulumi(["destroy", "--yes", "--skip-preview"]),
    changes: async (...more) => {
      const { code, output } = await pulumi(["preview", "--json", ...more]);
      if (code !== 0) throw new Error(output);
      const { steps = [] } = JSON.parse(output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1)) as Previewed;
      return steps
        .filter(({ op }) => !["same", "read", "refresh"].includes(op))
        .map(({ op, urn }) => [op, urn.split("::").slice(2).join("::").replace(/^.*\$/, "")] as const)
        .sort(([, a], [, b]) => (a < b ? -1 : 1))
        .map(([op, resource]) => `${op} ${resource}`);
    },
    state: async () => (await pulumi(["stack", "export"])).output,
    secrets,
    rename: async (to) => {
      const { code, output } = await pulumi(["stack", "rename", to]);
      if (code !== 0) throw new Error(output);
      return stackOf(to, cli, secrets);
    },
  };
}
