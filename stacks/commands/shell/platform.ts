import type { Reach } from "./reach";

/** The result of a command or of reading a log. */
export interface Ran {
  readonly code: number;
  /** The output of the command; empty when the output was not captured. */
  readonly output: string;
}

/** Which lines of a log to read. */
export interface LogOptions {
  /** Maximum age of the lines, like `15m`. Default: all lines. */
  readonly since?: string;
  /** Maximum number of lines, counted from the end. */
  readonly tail: number;
}

/** Where the programs of a stack run: Docker or Kubernetes. */
export interface Platform {
  /** Names of the running programs. */
  readonly running: () => Promise<string[]>;
  /** Runs a command, or an interactive shell if the command is empty. `captured`: return the output, do not print it. */
  readonly shell: (reach: Reach, command: readonly string[], captured: boolean) => Promise<Ran>;
  /** Reads the log of a program: stdout and stderr. */
  readonly logs: (workload: string, options: LogOptions) => Promise<Ran>;
}
