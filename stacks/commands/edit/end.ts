import { isUserError } from "../../config/errors";

/** Ends a command: a mistake of its user is a sentence and exit code 1, Ctrl-C at a question is exit code 130. */
export function endWith(error: unknown): void {
  if (isLeft(error)) {
    console.error("Left; nothing was written.");
    process.exitCode = 130;
    return;
  }
  if (!isUserError(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** Whether an error says that the person left a question by Ctrl-C. */
const isLeft = (error: unknown): boolean => error instanceof Error && error.name === "ExitPromptError";
