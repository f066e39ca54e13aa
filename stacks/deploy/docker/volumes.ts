import { UserError } from "../../config/errors";
import type { Previous } from "../../vendors/resources/previous";
import type { Workload } from "../workload";
import { dataVolume } from "./args";
import type { Answer, AskDocker } from "./preflight";

const inState = (previous: readonly Previous[], program: string): boolean =>
  previous.some(({ type, name }) => type === "docker:index/volume:Volume" && name === `${program}-data`);

/** The error for an unexpected response of the daemon to a question about volumes. `about` is the question. */
const unreadable = (about: string, { status, body }: Answer): UserError =>
  new UserError(
    `Docker did not say ${about} (${status === 0 ? body : `status ${status}: ${body.trim().slice(0, 200)}`}); nothing was changed. Read the log of the Docker daemon, and run the command again.`,
  );

async function isThere(volume: string, ask: AskDocker): Promise<boolean> {
  const answer = await ask(`/volumes/${volume}`);
  if (answer.status !== 200 && answer.status !== 404) throw unreadable(`whether the volume ${volume} exists`, answer);
  return answer.status === 200;
}

/**
 * The given programs whose data volume exists: in the stack's state, or in the daemon under the name that this stack would use. Without
 * `ask`, only the state counts. Throws UserError if the daemon fails.
 */
export async function programsWithVolume(
  stack: string,
  programs: readonly string[],
  previous: readonly Previous[],
  ask: AskDocker | undefined,
): Promise<string[]> {
  const there = await Promise.all(programs.map(async (name) => ask !== undefined && isThere(dataVolume(stack, name), ask)));
  return programs.filter((name, index) => inState(previous, name) || there[index] === true);
}

interface Listed {
  readonly Names: readonly string[];
  readonly Labels: Readonly<Record<string, string>>;
  readonly Mounts?: readonly { readonly Name?: string }[];
}

/**
 * Throws UserError if a container of another stack uses a data volume that this stack would create. Without this check, two programs would
 * write to the same data. The other stack was probably renamed: a renamed stack keeps its volumes, whose names contain the former name of
 * the stack. Throws UserError too if the daemon fails. Checks nothing without `ask`.
 */
export async function assertOwnVolumes(
  stack: string,
  workloads: readonly Workload[],
  previous: readonly Previous[],
  ask: AskDocker | undefined,
): Promise<void> {
  const created = workloads.filter(({ name, volume }) => volume !== undefined && !inState(previous, name)).map(({ name }) => name);
  if (ask === undefined || created.length === 0) return;
  const names = created.map((name) => dataVolume(stack, name));
  const answer = await ask(`/containers/json?all=1&filters=${encodeURIComponent(JSON.stringify({ volume: names }))}`);
  if (answer.status !== 200) throw unreadable("which containers use the data volumes of this stack", answer);
  const others = (JSON.parse(answer.body) as Listed[]).filter(({ Labels }) => Labels["monitoring.stack"] !== stack);
  const problems = others.flatMap(({ Names, Labels, Mounts = [] }) =>
    Mounts.flatMap(({ Name }) =>
      Name !== undefined && names.includes(Name)
        ? [
            `volume ${Name} is used by the container ${(Names[0] ?? "?").replace(/^\//, "")} of the stack ${Labels["monitoring.stack"] ?? "?"}, which was probably renamed from ${stack}: give this stack another name`,
          ]
        : [],
    ),
  );
  if (problems.length > 0) throw UserError.of("Data volumes belong to another stack; nothing was changed.", [...new Set(problems)].sort());
}
