import { together, type About, type Change } from "./change";
import type { Compared } from "./compared";
import type { Sentry } from "./shapes";
import { lostWith, resourceChanges, unplaced } from "./vendor-resources";

const projects = ({ resources }: Sentry): string[] => resources.filter(({ type }) => type === "sentry:Project").map(({ name }) => name);
/** Former names that the projects declare. */
const formerNames = ({ resources }: Sentry): string[] =>
  resources.flatMap(({ type, formerly }) => (type === "sentry:Project" && formerly !== undefined ? [formerly] : []));

/**
 * Whether a resource belongs to a project. The name of a setting starts with the project's name. The name of an alert or a monitor starts
 * with `system/service`.
 */
function ofProject(name: string, project: string, environment: string): boolean {
  const plain = unplaced(project, environment);
  const own = name.split(" ")[0]?.replace("/", "-");
  return name === project || name.startsWith(`${project}-`) || own === plain;
}

/** Changes of Sentry projects, alerts and monitors. If a project is added or removed, its other resources are only counted. */
export function sentryChanges({ before, after }: Compared): Change[] {
  const [was, is] = [before.side.sentry, after.side.sentry];
  if (was === undefined || is === undefined) return [];
  const { environment } = after.side;
  const renamed = is.resources.flatMap(({ type, name, formerly }) =>
    type === "sentry:Project" && formerly !== undefined && projects(was).includes(formerly) ? [name] : [],
  );
  const come = projects(is).filter((project) => !projects(was).includes(project) && !renamed.includes(project));
  const gone = projects(was).filter((project) => !projects(is).includes(project) && !formerNames(is).includes(project));
  const moved = [...come, ...gone];
  const whole = (project: string, { resources }: Sentry, effect: "added" | "removed"): About => {
    const others = resources.filter(({ name, type }) => type !== "sentry:Project" && ofProject(name, project, environment)).length;
    const lost = effect === "removed" ? lostWith("sentry:Project") : "";
    return { name: unplaced(project, environment), effect, what: `project, with its ${others} settings, alerts and monitors${lost}` };
  };
  const stays = (name: string): boolean => !moved.some((project) => ofProject(name, project, environment));
  return together("Sentry", [
    ...come.map((project) => whole(project, is, "added")),
    ...gone.map((project) => whole(project, was, "removed")),
    ...resourceChanges(was.resources, is.resources, environment, stays),
  ]);
}
