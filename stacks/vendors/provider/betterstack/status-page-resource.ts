import type { z } from "zod";
import { statusPageResourceInputs as vendorInputs, shownTypes, widgets } from "../../../../exporters/uptime/inputs/betterstack-pages";
import { collection } from "../collection";
import { connection, define } from "../definition";
import { compact, idOf, textOf, type Json } from "../json";

export const statusPageResourceShape = { ...connection("betterstack"), ...vendorInputs };

export type StatusPageResourceInputs = z.input<z.ZodObject<typeof statusPageResourceShape>>;
type Checked = z.output<z.ZodObject<typeof statusPageResourceShape>>;

/** Body of the request that creates or updates an entry of a status page. */
export const statusPageResourceBody = (inputs: Omit<Checked, "baseUrl" | "tokenSecret" | "statusPageId">): Json =>
  compact({
    status_page_section_id: Number(inputs.sectionId),
    resource_id: Number(inputs.resourceId),
    resource_type: inputs.resourceType,
    public_name: inputs.publicName,
    explanation: inputs.explanation,
    widget_type: inputs.widget,
    position: inputs.position,
    // Without this field, Better Stack sorts the whole page whenever an entry is added.
    fixed_position: true,
  });

/** Reads the inputs from a response about an entry. */
export const statusPageResourceInputs = (remote: Json): { readonly [K in keyof Checked]?: Checked[K] | null | undefined } => ({
  sectionId: idOf(remote["status_page_section_id"]),
  resourceType: shownTypes.find((one) => one === remote["resource_type"]),
  resourceId: idOf(remote["resource_id"]),
  publicName: textOf(remote["public_name"]),
  explanation: remote["explanation"] === null || remote["explanation"] === "" ? null : textOf(remote["explanation"]),
  widget: widgets.find((one) => one === remote["widget_type"]),
});

const what = ({ publicName, statusPageId }: Checked): string => `the entry ${publicName} (status page ${statusPageId})`;

export const statusPageResource = define({
  type: "monitoring:betterstack:StatusPageResource",
  vendor: "betterstack",
  shape: statusPageResourceShape,
  history: undefined,
  path: ["statusPageId"],
  fixed: ["resourceType", "resourceId"],
  what,
  key: ({ resourceType, resourceId }) => `${resourceType} ${resourceId}`,
  id: ({ id }) => idOf(id),
  fromRemote: statusPageResourceInputs,
  operations: collection({
    path: ({ statusPageId }) => `/status-pages/${statusPageId}/resources`,
    matches: (remote, { resourceType, resourceId }) =>
      remote["resource_type"] === resourceType && idOf(remote["resource_id"]) === resourceId,
    name: what,
    body: statusPageResourceBody,
    updateBy: "PATCH",
  }),
});
