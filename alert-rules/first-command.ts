import type { PostgresService } from "../exporters/model/schema";
import type { ProgramName } from "../exporters/programs";

/** A step of an alert: an imperative sentence, with the command that on-call pastes for it if there is one. */
export type Step = string | { readonly step: string; readonly command: FirstCommand };

/** Returns the sentences of a step. */
export const stepText = (step: Step): string => (typeof step === "string" ? step : step.step);

/**
 * The command that on-call runs first for an alert. The command changes nothing. The runbook shows it with a real service or program of
 * each environment, so that on-call can paste it.
 */
export type FirstCommand =
  /**
   * A statement without single quotes, which psql runs as the role `monitor`. `on`: only servers with this role, or the databases of the
   * connection pools. Default: every server.
   */
  | { readonly sql: string; readonly on?: PostgresService["role"] | "pools" }
  /** Arguments of redis-cli, which runs as the user `monitor`. */
  | { readonly redis: string }
  /** A PromQL query. `$service` becomes the matchers for one service, `$system` the matcher for its system. */
  | { readonly query: string }
  /** The log of a program of the stack, or of the program that reads the service's metrics. `grep`: only lines with this text. */
  | { readonly logs: ProgramName | "exporter"; readonly grep?: string }
  /** Fetches the metrics URL of one of the service's targets from Prometheus' container, and prints the response headers. */
  | { readonly request: "target" }
  /** Repeats a check, or the reading of a certificate, and prints what the prober did. */
  | { readonly request: "check" | "certificate" };
