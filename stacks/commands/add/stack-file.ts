import { parse, stringify } from "yaml";

/** The settings that are specific to a new stack. */
export interface NewStack {
  readonly id: string;
  /** Environment whose stack file is copied. */
  readonly like: string;
  /** Context of the kubeconfig; undefined on Docker. */
  readonly context: string | undefined;
  /** Host name in each program's address, by program. */
  readonly hosts: Readonly<Record<string, string>>;
}

type Config = Readonly<Record<string, unknown>>;

/** Keys that are never copied: the secrets and the path of the secrets file. */
const ownKeys = ["monitoring:secrets", "monitoring:secretsFile"];

function kubernetes(block: Config, { context, hosts }: NewStack): Config {
  const access = block["access"] as { readonly hosts?: Config } | undefined;
  const named = Object.keys(access?.hosts ?? {}).map((program) => [program, hosts[program] ?? access?.hosts?.[program]]);
  return {
    ...block,
    ...(context === undefined ? {} : { context }),
    ...(access?.hosts === undefined ? {} : { access: { ...access, hosts: Object.fromEntries(named) as Config } }),
  };
}

/** Whether a stack file deploys to Kubernetes. */
export const isOnKubernetes = (content: string): boolean => configOf(content)["monitoring:target"] === "kubernetes";

const configOf = (content: string): Config => (parse(content) as { config?: Config } | null)?.config ?? {};

/**
 * The content of `Pulumi.<id>.yaml`: the settings from another stack's file (`content`), with the environment, context and host names of
 * the new stack. Leaves out the secrets and the path of the secrets file.
 */
export function stackFile(content: string, stack: NewStack): string {
  const config = Object.entries(configOf(content))
    .filter(([key]) => !ownKeys.includes(key))
    .map(([key, value]): [string, unknown] => {
      if (key === "monitoring:environment") return [key, stack.id];
      return key === "monitoring:kubernetes" ? [key, kubernetes(value as Config, stack)] : [key, value];
    });
  const body = stringify({ config: Object.fromEntries([["monitoring:environment", stack.id], ...config]) as Config }, { lineWidth: 0 });
  return `# The stack of the environment ${stack.id}, copied from Pulumi.${stack.like}.yaml, whose comments explain the keys. Every key is described in
# stacks/config/settings.ts and stacks/config/kubernetes.ts; a wrong value stops \`pulumi preview\` with a message that says what is allowed.
# Choose how secrets are encrypted when you create the stack, e.g.
#   pulumi stack init ${stack.id} --secrets-provider "awskms://alias/monitoring?region=eu-central-1"
# and commit the line that this adds to the file.
${body}`;
}
