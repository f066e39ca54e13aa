import { z } from "zod";

/** A slug as Sentry allows it. Sentry reads a slug that contains only digits as an ID. */
export const slug = z
  .string()
  .regex(/^(?![0-9]+$)[a-z0-9_-]{1,100}$/, { error: "expected a slug: lower-case letters, digits, - and _, and not only digits" });

/** Inputs of every resource in an organisation. */
export const inOrganization = {
  /** Slug of the organisation. */
  organization: slug,
};

/** Inputs of every resource in a project. */
export const inProject = {
  ...inOrganization,
  /** Slug of the project. */
  project: slug,
};

/** Inputs of a resource before defaults are applied. */
export type Inputs<Shape extends z.ZodRawShape> = z.input<z.ZodObject<Shape>>;
