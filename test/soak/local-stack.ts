import { UserError } from "../../stacks/config/errors";
import { openStack } from "../../stacks/local/stack";
import { keep, npm } from "../engine/command";
import type { SoakPlace } from "./kind";

type Open = Awaited<ReturnType<typeof openStack>>;

/** Starts the local stack, runs `use`, and always removes the stack. Throws UserError with the output if `npm run up` fails. */
export async function withLocalStack<T>({ root, say }: SoakPlace, use: (stack: Open) => Promise<T>): Promise<T> {
  say("npm run up");
  const up = await npm("up");
  keep("soak-up", up);
  try {
    if (up.code !== 0) throw new UserError(`npm run up failed:\n${up.output}`);
    return await use(await openStack(root));
  } finally {
    const down = await npm("down");
    if (down.code !== 0) say(`npm run down failed:\n${down.output}`);
  }
}
