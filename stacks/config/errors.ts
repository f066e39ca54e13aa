import { CatalogueError } from "../../exporters/model/problems";

/** A mistake by the user or a problem with the machine. Commands print the message without a stack trace. */
export class UserError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UserError";
  }

  /** Creates one error for several problems. Its message has a heading and one line per problem. */
  static of(heading: string, problems: readonly string[]): UserError {
    return new UserError([heading, ...problems.map((problem) => `  ${problem}`)].join("\n"));
  }
}

/** Whether the error's message is written for users, so that commands print it without a stack trace. */
export const isUserError = (error: unknown): error is Error => error instanceof UserError || error instanceof CatalogueError;

interface Explanation {
  readonly pattern: RegExp;
  /** Shown to the user. `$1`, `$2` and so on are replaced by the groups of the pattern. */
  readonly sentence: string;
}

/** Known errors of the Pulumi CLI, the Docker plugin and the Docker daemon, and how to fix them. The first match is used. */
const explanations: readonly Explanation[] = [
  {
    pattern: /incorrect passphrase/,
    sentence:
      "The passphrase cannot decrypt this stack's secrets. Set PULUMI_CONFIG_PASSPHRASE (or _FILE) to the one the stack was created with; for the local stack it is `local`.",
  },
  {
    pattern: /passphrase must be set with PULUMI_CONFIG_PASSPHRASE/,
    sentence: "No passphrase is set. Set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE; for the local stack it is `local`.",
  },
  {
    pattern: /the stack is currently locked by (\d+) lock/,
    sentence:
      "Another `pulumi` is running on this stack, or one was killed. When none is running, remove the lock with `pulumi cancel`, then run `up` again.",
  },
  {
    pattern: /Cannot connect to the Docker daemon at (\S+?)\.? |error during connect|Error pinging Docker server/,
    sentence:
      "Docker does not answer. Start it (`systemctl start docker`, or `dockerd &`), or choose another daemon with `pulumi config set monitoring:dockerHost <address>`.",
  },
  {
    pattern: /Bind for (\S+) failed: port is already allocated|listen tcp4? (\S+): bind: address already in use/,
    sentence:
      "Port $1$2 on this machine is already in use. Free it, or choose another: `pulumi config set --path 'monitoring:ports.<program>' <port>`.",
  },
  {
    pattern: /container name "\/?([^"]+)" is already in use/,
    sentence:
      "The container $1 exists but is not in this stack's state: an `up` was killed. `npm run up` removes such containers; without it, run `docker rm -f $1`, then `up` again.",
  },
  {
    pattern: /Unable to start container: .*?network (\S+) not found/,
    sentence:
      "The network $1 is in the state but not in Docker: something outside Pulumi removed it (another clone, `docker system prune`). Recreate the stack: `npm run down`, then `npm run up`.",
  },
  {
    pattern: /failed to load checkpoint: EOF/,
    sentence:
      "An `up` was killed while it wrote the state. Remove the empty `.attrs` files (`find .state/pulumi -name '*.attrs' -empty -delete`) and run `up` again. To prevent this, add `?metadata=skip` to PULUMI_BACKEND_URL.",
  },
  {
    pattern: /no space left on device/,
    sentence:
      "The disk is full. Free some space (`docker system df` shows what Docker uses, `docker image prune` removes unused images) and run `up` again: it continues where it stopped.",
  },
  {
    pattern: /no resource plugin 'pulumi-(resource-[a-z]+)' found/,
    sentence:
      "A Pulumi plugin is missing (pulumi-$1). Install it with `npm run supply -- --only $1`; for the local stack, `npm run up` installs it.",
  },
  {
    pattern: /no resource plugin '([^']+)' found|could not find plugin|no language plugin '([^']+)' found/,
    sentence: "A Pulumi plugin is missing ($1$2). Install it with `npm run supply`; `npm run up` also installs it.",
  },
  {
    pattern: /no stack named '([^']+)' found/,
    sentence: "There is no stack $1 in this backend. Create it: `pulumi stack init $1`.",
  },
];

/** Explains how to fix the error in the output of a failed command; undefined for an unknown error. */
export function explain(output: string): string | undefined {
  for (const { pattern, sentence } of explanations) {
    const match = pattern.exec(output);
    if (match) return sentence.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? "");
  }
  return undefined;
}
