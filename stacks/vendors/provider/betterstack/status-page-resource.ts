import { z } from "zod";
import { collection } from "../collection";
import { connection, define } from "../definition";
import { compact, idOf, textOf, type Json } from "../json";

const types = ["Monitor", "Heartbeat", "MonitorGroup", "HeartbeatGroup"] as const;
const widgets = ["plain", "history", "intraday_history", "response_times"] as const;

export const statusPageResourceShape = {
  ...connection("betterstack"),
  /** Id of the page. */
  statusPageId: z.string().min(1),
  /** Id of the section it is in. */
  sectionId: z.string().min(1),
  /** What is shown. Default `Monitor`. */
  resourceType: z.enum(types).default("Monitor"),
  /** Its id. */
  resourceId: z.string().min(1),
  /** Name that the public reads; it hides the address. */
  publicName: z.string().min(1),
  /** A sentence for those who ask what it is; none by default. */
  explanation: z.string().optional(),
  /** How it is shown; `history` by default. */
  widget: z.enum(widgets).default("history"),
  /** Place in the section, from 0; the last when left out. Those below move on, so a move by hand is not undone. */
  position: z.int().min(0).optional(),
};

export type StatusPageResourceInputs = z.input<z.ZodObject<typeof statusPageResourceShape>>;
type Checked = z.output<z.ZodObject<typeof statusPageResourceShape>>;

/** The body of a line of a page. */
export const statusPageResourceBody = (inputs: Omit<Checked, "baseUrl" | "tokenSecret" | "statusPageId">): Json =>
  compact({
    status_page_section_id: Number(inputs.sectionId),
    resource_id: Number(inputs.resourceId),
    resource_type: inputs.resourceType,
    public_name: inputs.publicName,
    explanation: inputs.explanation,
    widget_type: inputs.widget,
    position: inputs.position,
    // Without it Better Stack sorts a page anew each time a line comes.
    fixed_position: true,
  });

/** The inputs that an answer about a line shows. */
export const statusPageResourceInputs = (remote: Json): { readonly [K in keyof Checked]?: Checked[K] | null | undefined } => ({
  sectionId: idOf(remote["status_page_section_id"]),
  resourceType: types.find((one) => one === remote["resource_type"]),
  resourceId: idOf(remote["resource_id"]),
  publicName: textOf(remote["public_name"]),
  explanation: remote["explanation"] === null || remote["explanation"] === "" ? null : textOf(remote["explanation"]),
  widget: widgets.find((one) => one === remote["widget_type"]),
});

const what = ({ publicName, statusPageId }: Checked): string => `the line ${publicName} (status page ${statusPageId})`;

export const statusPageResource = define({
  type: "monitoring:betterstack:StatusPageResource",
  vendor: "betterstack",
  shape: statusPageResourceShape,
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
