import type { Account, Answer } from "./access";
import type { Reach } from "./reach";

/** The result of a command or of reading a log. */
export interface Ran {
  readonly code: number;
  /** The log, or the output of the command. Empty for a command whose output was not captured. */
  readonly output: string;
}

/** Which lines of a log to read. */
export interface LogOptions {
  /** Only lines from this time on. Default: no earliest time. */
  readonly since?: Date | undefined;
  /** Maximum number of lines, counted from the end. */
  readonly tail: number;
  /** Whether to read the lines from before the last restart. Without a restart, the log is empty. */
  readonly previous: boolean;
}

/** How to run a command in a shell. */
export interface ShellOptions {
  /** Whether to return the output instead of printing it. */
  readonly captured: boolean;
  /** Name of the administrator who logs in. Default: the client logs in as `monitor`. */
  readonly as?: string | undefined;
}

/** One container or pod. */
export interface Replica {
  readonly name: string;
  /** Name of the node. Undefined on Docker, and for a pod without a node. */
  readonly node?: string | undefined;
  /** What the container or pod does now, in the words of Docker or Kubernetes, for example `running` or `CrashLoopBackOff`. */
  readonly state: string;
  readonly restarts: number;
  /** When the container was started the last time. Undefined if it was never started; on Kubernetes, also if it does not run. */
  readonly started?: string | undefined;
  /** Why and when the container ended the last time. Undefined if it never ended. */
  readonly ended?: string | undefined;
  /** Reads the log: stdout and stderr. */
  readonly logs: (options: LogOptions) => Promise<Ran>;
}

/** What some containers or pods run: a program of the stack, or the service with this host name in the stack's network. */
export type Place = { readonly workload: string } | { readonly host: string };

/** Where the programs of a stack run: Docker or Kubernetes. */
export interface Platform {
  /** Names of the running programs. */
  readonly running: () => Promise<string[]>;
  /** Names of all programs, including those that do not run at the moment. */
  readonly programs: () => Promise<string[]>;
  /** Runs a command, or an interactive shell if the command is empty. */
  readonly shell: (reach: Reach, command: readonly string[], options: ShellOptions) => Promise<Ran>;
  /** The containers or pods of a place. Empty if the place is not on this platform. */
  readonly replicas: (place: Place) => Promise<Replica[]>;
  /**
   * The service account of a program, and whether it has each of the permissions that discovery needs. Undefined if the platform is not a
   * cluster.
   */
  readonly access?: (program: string) => Promise<{ readonly account: Account; readonly answers: readonly Answer[] }>;
}
