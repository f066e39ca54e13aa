import type { Place } from "./platform";

/** The facts about a container that `docker inspect` prints. */
export interface Inspected {
  readonly Id: string;
  readonly Name: string;
  readonly RestartCount: number;
  readonly State: {
    readonly Status: string;
    readonly ExitCode: number;
    readonly OOMKilled: boolean;
    readonly StartedAt: string;
    readonly FinishedAt: string;
    readonly Health?: { readonly Status: string } | null;
  };
  readonly NetworkSettings: { readonly Networks: Readonly<Record<string, { readonly Aliases: readonly string[] | null }>> };
}

/** Docker's time for "never". */
const never = "0001-01-01T00:00:00Z";

/** Whether a container has a host name in one of the networks. */
export const hasHost = ({ NetworkSettings: { Networks } }: Inspected, networks: readonly string[], host: string): boolean =>
  networks.some((name) => Networks[name]?.Aliases?.includes(host) ?? false);

/** Returns a container's name, state and restarts, when it started, and why and when it ended the last time. */
export function stateOf({ Name, RestartCount, State }: Inspected) {
  const { Status, Health, StartedAt, FinishedAt, OOMKilled, ExitCode } = State;
  const health = Status === "running" && Health != null && Health.Status !== "none" ? ` (${Health.Status})` : "";
  return {
    name: Name.replace(/^\//, ""),
    state: `${Status}${health}`,
    restarts: RestartCount,
    started: StartedAt === never ? undefined : StartedAt,
    ended: FinishedAt === never ? undefined : `${OOMKilled ? "out of memory" : `exit code ${ExitCode}`}, ${FinishedAt}`,
  };
}

/**
 * Arguments of `docker ps`. For a program, they list its containers. For a host name, they list all containers in `networks`, the networks
 * of the stack.
 */
export const listed = (stack: string, place: Place, networks: readonly string[]): string[] => [
  "ps",
  "--all",
  "--quiet",
  "--no-trunc",
  ...("workload" in place
    ? [`label=monitoring.stack=${stack}`, `label=monitoring.workload=${place.workload}`, "label=monitoring.role=program"]
    : networks.map((name) => `network=${name}`)
  ).flatMap((filter) => ["--filter", filter]),
];
