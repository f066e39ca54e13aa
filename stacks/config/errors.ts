import { CatalogueError } from "../../exporters/model/problems";

/** A mistake of the person who runs the program, or of the machine: printed as it is, without a stack trace. */
export class UserError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UserError";
  }

  /** One error out of all that was found: a heading, then a line each. */
  static of(heading: string, problems: readonly string[]): UserError {
    return new UserError([heading, ...problems.map((problem) => `  ${problem}`)].join("\n"));
  }
}

/** Whether the message says all there is to say. */
export const isUserError = (error: unknown): error is Error => error instanceof UserError || error instanceof CatalogueError;

interface Explanation {
  readonly pattern: RegExp;
  /** Groups of the pattern are `$1` and so on. */
  readonly sentence: string;
}

/** What the Pulumi CLI, the Docker plugin and the daemon say, and what to do about it. The first match counts. */
const explanations: readonly Explanation[] = [
  {
    pattern: /incorrect passphrase/,
    sentence:
      "The passphrase does not open this stack's secrets. Set PULUMI_CONFIG_PASSPHRASE (or _FILE) to the one the stack was made with; for the local stack that is `local`.",
  },
  {
    pattern: /passphrase must be set with PULUMI_CONFIG_PASSPHRASE/,
    sentence: "No passphrase is set. Set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE; for the local stack it is `local`.",
  },
  {
    pattern: /the stack is currently locked by (\d+) lock/,
    sentence:
      "Another `pulumi` works on this stack, or one was killed. When none runs any more, `pulumi cancel` removes its lock; then run `up` again.",
  },
  {
    pattern: /Cannot connect to the Docker daemon at (\S+?)\.? |error during connect|Error pinging Docker server/,
    sentence:
      "Docker does not answer. Start it (`systemctl start docker`, or `dockerd &`), or name another daemon by `pulumi config set monitoring:dockerHost <address>`.",
  },
  {
    pattern: /Bind for (\S+) failed: port is already allocated|listen tcp4? (\S+): bind: address already in use/,
    sentence:
      "Port $1$2 of this machine is taken. Free it, or choose another: `pulumi config set --path 'monitoring:ports.<program>' <port>`.",
  },
  {
    pattern: /container name "\/?([^"]+)" is already in use/,
    sentence:
      "The container $1 is there and this stack does not know it: an `up` was killed. `npm run up` removes such leftovers by itself; by hand: `docker rm -f $1`, then run `up` again.",
  },
  {
    pattern: /Unable to start container: .*?network (\S+) not found/,
    sentence:
      "The network $1 is in the state and not in Docker: somebody removed it past Pulumi (another clone, `docker system prune`). `npm run down`, then `npm run up` makes the stack anew.",
  },
  {
    pattern: /failed to load checkpoint: EOF/,
    sentence:
      "An `up` was killed while it wrote the state. Remove the empty `.attrs` files beside it (`find .state/pulumi -name '*.attrs' -empty -delete`) and run `up` again; add `?metadata=skip` to PULUMI_BACKEND_URL and it cannot happen.",
  },
  {
    pattern: /no space left on device/,
    sentence:
      "The disk is full. Free some space (`docker system df` shows what Docker holds, `docker image prune` removes images that nothing uses) and run `up` again: it goes on where it stopped.",
  },
  {
    pattern: /no resource plugin 'pulumi-(resource-[a-z]+)' found/,
    sentence:
      "A Pulumi plugin is missing (pulumi-$1). `npm run supply -- --only $1` obtains it; for the local stack `npm run up` does so by itself.",
  },
  {
    pattern: /no resource plugin '([^']+)' found|could not find plugin|no language plugin '([^']+)' found/,
    sentence: "A Pulumi plugin is missing ($1$2). `npm run supply` obtains it; `npm run up` does so by itself.",
  },
  {
    pattern: /no stack named '([^']+)' found/,
    sentence: "There is no stack $1 in this backend. Make it: `pulumi stack init $1`.",
  },
];

/** A sentence that says what to do about the output of a failed command; undefined when nothing in it is known. */
export function explain(output: string): string | undefined {
  for (const { pattern, sentence } of explanations) {
    const match = pattern.exec(output);
    if (match) return sentence.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? "");
  }
  return undefined;
}
