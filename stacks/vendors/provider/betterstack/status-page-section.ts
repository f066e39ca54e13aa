import type { z } from "zod";
import { statusPageSectionInputs as vendorInputs } from "../../../../exporters/uptime/inputs/betterstack-pages";
import { collection } from "../collection";
import { connection, define } from "../definition";
import { compact, idOf, textOf, type Json } from "../json";

export const statusPageSectionShape = { ...connection("betterstack"), ...vendorInputs };

export type StatusPageSectionInputs = z.input<z.ZodObject<typeof statusPageSectionShape>>;
type Checked = z.output<z.ZodObject<typeof statusPageSectionShape>>;

/** Body of the request that creates or updates a section of a status page. */
export const statusPageSectionBody = ({ name, position }: Pick<Checked, "name" | "position">): Json => compact({ name, position });

/** Reads the inputs from a response about a section. */
export const statusPageSectionInputs = (remote: Json): { readonly [K in keyof Checked]?: Checked[K] | null | undefined } => ({
  name: textOf(remote["name"]),
});

const what = ({ name, statusPageId }: Checked): string => `the section ${name} (status page ${statusPageId})`;

export const statusPageSection = define({
  type: "monitoring:betterstack:StatusPageSection",
  vendor: "betterstack",
  shape: statusPageSectionShape,
  history: undefined,
  path: ["statusPageId"],
  what,
  key: ({ name }) => name,
  id: ({ id }) => idOf(id),
  fromRemote: statusPageSectionInputs,
  operations: collection({
    path: ({ statusPageId }) => `/status-pages/${statusPageId}/sections`,
    matches: (remote, { name }) => remote["name"] === name,
    name: what,
    body: statusPageSectionBody,
    updateBy: "PATCH",
  }),
});
