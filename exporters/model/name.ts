import { z } from "zod";
import { show } from "./units";

/**
 * A name of 1 to 40 lower-case letters, digits and hyphens. It starts with a letter and does not end with a hyphen, so it is valid as a
 * label value, DNS label, container name and file name.
 */
export const nameSchema = z.string().regex(/^[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?$/, {
  error: (issue) =>
    `got ${show(issue.input)}; a name has 1 to 40 lower-case letters, digits and hyphens, starts with a letter and does not end with a hyphen`,
});

/** Value of the label `system` for the stack's programs. */
export const stackSystem = "monitoring";

/**
 * Value of the label `service` for telemetry of a service that the catalogue does not list. Also the value of the label `system` for logs
 * of a container whose system the catalogue does not list.
 */
export const unlistedService = "unlisted";

/** Name of a service in the catalogue. `unlisted` is refused, because it is the name of all services that the catalogue does not list. */
export const serviceName = nameSchema.refine((name) => name !== unlistedService, {
  error: ({ input }) => `got ${show(input)}, which is the name of all services that the catalogue does not list: choose another name`,
});

/**
 * ID of a system in the catalogue. `monitoring` is refused, because it is the system of the stack's own programs. `unlisted` is refused,
 * because it is the system of containers whose system the catalogue does not list.
 */
export const systemId = nameSchema
  .refine((name) => name !== stackSystem, {
    error: ({ input }) => `got ${show(input)}, which is the system of the stack's own programs: choose another id`,
  })
  .refine((name) => name !== unlistedService, {
    error: ({ input }) => `got ${show(input)}, which is the system of containers that the catalogue does not list: choose another id`,
  });
