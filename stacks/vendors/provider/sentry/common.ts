import { z } from "zod";
import { connection } from "../definition";
import { idOf, objectOf, textOf, type Json } from "../json";

/** Sentry's rule for slugs; numbers alone would be taken for an id. */
export const slug = z
  .string()
  .regex(/^(?![0-9]+$)[a-z0-9_-]{1,100}$/, { error: "a slug is wanted: small letters, digits, - and _, and not digits alone" });

/** What every resource of Sentry says about where it is. */
export const inOrganization = {
  ...connection("sentry"),
  /** Slug of the organization. */
  organization: slug,
};

export const inProject = {
  ...inOrganization,
  /** Slug of the project. */
  project: slug,
};

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

/** Who is told of an issue first: `team:<id>` or `user:<id>`. */
export const owner = z.string().regex(/^(team|user):\d+$/, { error: "an owner like team:123 or user:123 is wanted, with Sentry's id" });

/** Requests write an owner as `team:1`, answers as an object. */
export function ownerOf(value: unknown): string | null | undefined {
  if (value === null || value === undefined) return value;
  const { type, id } = objectOf(value);
  const known = textOf(type);
  return known === undefined ? textOf(value) : `${known}:${idOf(id) ?? ""}`;
}

/** Whether a project has a team with a slug. */
export const hasTeam = (project: Json, team: string): boolean =>
  Array.isArray(project["teams"]) && project["teams"].some((one) => objectOf(one)["slug"] === team);
