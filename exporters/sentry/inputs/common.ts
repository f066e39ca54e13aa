import { z } from "zod";

/** Sentry's rule for slugs; numbers alone would be taken for an id. */
export const slug = z
  .string()
  .regex(/^(?![0-9]+$)[a-z0-9_-]{1,100}$/, { error: "a slug is expected: small letters, digits, - and _, and not digits alone" });

/** Where a resource of an organization is. */
export const inOrganization = {
  /** Slug of the organization. */
  organization: slug,
};

/** Where a resource of a project is. */
export const inProject = {
  ...inOrganization,
  /** Slug of the project. */
  project: slug,
};

/** The inputs that a shape describes, before defaults are filled in. */
export type Inputs<Shape extends z.ZodRawShape> = z.input<z.ZodObject<Shape>>;
