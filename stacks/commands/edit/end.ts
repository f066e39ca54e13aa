import { isUserError } from "../../config/errors";

/**
 * Handles an error that ended a command. For a user error, prints the message and sets exit code 1. For Ctrl-C at a question, prints that
 * nothing was written and sets exit code 130. Rethrows every other error.
 */
export function endWith(error: unknown): void {
  if (isLeft(error)) {
    console.error("Cancelled; nothing was written.");
    process.exitCode = 130;
    return;
  }
  if (!isUserError(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** Whether an error means that the user pressed Ctrl-C at a question. */
const isLeft = (error: unknown): boolean => error instanceof Error && error.name === "ExitPromptError";
