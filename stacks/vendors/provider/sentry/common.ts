import type { Api } from "../client/api";
import { idOf, objectOf, textOf, type Json } from "../json";

interface OfOrganization {
  readonly organization: string;
}
interface OfProject extends OfOrganization {
  readonly project: string;
}

export const api = "/api/0";
export const organizationPath = ({ organization }: OfOrganization): string => `${api}/organizations/${organization}`;
export const projectPath = ({ organization, project }: OfProject): string => `${api}/projects/${organization}/${project}`;
export const whereOf = ({ organization, project }: OfProject): string => `of the project ${project} (organization ${organization})`;

/** Converts an owner from the format in responses, an object, to the format in requests, such as `team:1`. */
export function ownerOf(value: unknown): string | null | undefined {
  if (value === null || value === undefined) return value;
  const { type, id } = objectOf(value);
  const known = textOf(type);
  return known === undefined ? textOf(value) : `${known}:${idOf(id) ?? ""}`;
}

/**
 * Gets a project or team by its slug. If a person has renamed the object, the slug leads to no object or to another object. If `id` is
 * known, the function then gets the object by this numeric ID. `pathOf` returns the path for a slug or an ID. Returns undefined if the
 * object does not exist.
 */
export async function located(
  api_: Api,
  pathOf: (slugOrId: string) => string,
  slug: string,
  id: string | undefined,
): Promise<Json | undefined> {
  const there = await api_.get(pathOf(slug));
  return id === undefined || idOf(there?.["id"]) === id ? there : api_.get(pathOf(id));
}

/** Whether a project belongs to the team with this slug. */
export const hasTeam = (project: Json, team: string): boolean =>
  Array.isArray(project["teams"]) && project["teams"].some((one) => objectOf(one)["slug"] === team);
