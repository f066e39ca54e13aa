import type { Ended } from "./command";

/** Returns the output of a command that exited with 0. Otherwise fails the test and shows the output. */
export function succeeded({ code, output }: Pick<Ended, "code" | "output">): string {
  expect({ code, output: code === 0 ? "" : output }).toEqual({ code: 0, output: "" });
  return output;
}
