import { isUserError } from "../../config/errors";

/** Ends a command: exit code 1 and the message for a user error, exit code 130 for Ctrl-C at a question. */
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
