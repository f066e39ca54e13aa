import { z } from "zod";
import { show } from "./units";

/** Lower-case words joined by hyphens; safe as a label value, a DNS label, a container name and a file name. */
export const nameSchema = z.string().regex(/^[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?$/, {
  error: (issue) => `got ${show(issue.input)}; a name is 1 to 40 lower-case letters, digits and hyphens and starts with a letter`,
});
