import { z } from "zod";

/** Sentry's rule for slugs; only digits would be read as an ID. */
export const slug = z
  .string()
  .regex(/^(?![0-9]+$)[a-z0-9_-]{1,100}$/, { error: "expected a slug: lower-case letters, digits, - and _, and not only digits" });

/** Location of a resource in an organization. */
export const inOrganization = {
  /** Slug of the organization. */
  organization: slug,
};

/** Location of a resource in a project. */
export const inProject = {
  ...inOrganization,
  /** Slug of the project. */
  project: slug,
};

/** The inputs of a shape, before defaults are applied. */
export type Inputs<Shape extends z.ZodRawShape> = z.input<z.ZodObject<Shape>>;
