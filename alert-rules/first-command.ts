import type { PostgresService } from "../exporters/model/schema";
import type { ProgramName } from "../exporters/programs";

/** One or more imperative sentences, with the commands that on-call pastes for them. */
interface StepWithCommands {
  readonly step: string;
  readonly command: StepCommand | readonly [StepCommand, ...StepCommand[]];
  /** Where on-call finds the value of each placeholder such as `<pid>` that is not a label of the alert. Default: none. */
  readonly values?: Readonly<Record<string, string>>;
}

/** A step of an alert: one or more imperative sentences, optionally with commands that on-call pastes. */
export type Step = string | StepWithCommands;

/** Returns the sentences of a step. */
export const stepText = (step: Step): string => (typeof step === "string" ? step : step.step);

/** Returns the commands of a step. */
export function stepCommands(step: Step): readonly StepCommand[] {
  if (typeof step === "string") return [];
  return "length" in step.command ? step.command : [step.command];
}

/** The target of a command, according to the alert's labels: a service, or a program of the stack. */
type LabelledTarget = "<system>/<service>" | "<service>";

/** A command of a step. Unlike the first command of an alert, it may need an administrator. */
export type StepCommand = FirstCommand | AdminCommand;

/**
 * The command that on-call runs first for an alert. The command changes nothing. The runbook shows it with a real service or program of
 * each environment, so that on-call can paste it.
 */
export type FirstCommand =
  /**
   * A statement for psql, without single quotes. It runs as the database user `monitor`. `on`: only primaries, only standbys, or only the
   * databases of the connection pools. Default: every server.
   */
  | { readonly sql: string; readonly on?: PostgresService["role"] | "pools" }
  /** Arguments of redis-cli, which runs as the user `monitor`. `on: "system"`: every Redis in the system of the service. */
  | { readonly redis: string; readonly on?: "system" }
  /** A PromQL query. `$service` becomes the matchers for one service, `$system` the matcher for its system. */
  | { readonly query: string }
  /**
   * The log of a program of the stack, of the server's exporter, of the service, or of the target that the alert's labels name. `grep`:
   * only lines with this text. `previous`: the lines before the last restart.
   */
  | { readonly logs: ProgramName | "exporter" | "service" | LabelledTarget; readonly grep?: string; readonly previous?: true }
  /** The containers or pods of the service or of a program of the stack: their state, their restarts, and why they ended the last time. */
  | { readonly replicas: ProgramName | "service" }
  /** Whether Prometheus' service account has the permissions for discovery in the cluster. */
  | { readonly access: "discovery" }
  /** The free space on the volume of a program of the stack. */
  | { readonly disk: ProgramName }
  /**
   * Runs in Prometheus' container, and requests the metrics URL of a target of the service. `target` prints the response headers, and
   * `metrics` prints the metrics.
   */
  | { readonly request: "target" | "metrics" }
  /** Prints the metrics and label values with the most series, and the labels with the most values, from the API of Prometheus. */
  | { readonly request: "series" }
  /** Repeats a check, or the reading of a certificate, and prints what the prober did. */
  | { readonly request: "check" | "certificate" }
  /** Runs in Gatus' container, requests the URL of a check in the stack's network, and prints the response headers. */
  | { readonly request: "gatus" }
  /** Prints the results of all checks, from the API of Gatus. */
  | { readonly request: "results" }
  /** Prints the alert of the dead man's switch from the API of Alertmanager: its start, its end, and its receivers. */
  | { readonly request: "heartbeat" }
  /**
   * Requests the public URL of a check from the machine of on-call. Prints the status, the address that responded, whether the certificate
   * is valid, and the target of a redirect.
   */
  | { readonly request: "outside" }
  /** Prints the certificates that a public address serves, as the prober sees them. */
  | { readonly request: "chain" };

/** A command that an administrator of the server runs, in most cases to change something. The client asks for the password. */
export type AdminCommand =
  /**
   * A statement for psql, or several statements that cannot share a transaction, without single quotes. They run as the role `postgres`.
   * `on`: as for a first command. `database`: the label of the alert that names the database. Default: the database in the catalogue.
   */
  | { readonly adminSql: string | readonly string[]; readonly on?: PostgresService["role"] | "pools"; readonly database?: "<datname>" }
  /** Arguments of redis-cli, which runs as an administrator. Arguments have no spaces. */
  | { readonly adminRedis: string };
