import type { z } from "zod";
import { inProject } from "../../../../exporters/sentry/inputs/common";
import type { Api } from "../client/api";
import { connection, define } from "../definition";
import { idOf, objectOf, textOf, type Json } from "../json";
import { vendors } from "../vendors";
import { VendorError } from "../client/errors";
import { organizationPath, projectPath, whereOf } from "./common";

export const errorDetectorShape = { ...connection("sentry"), ...inProject };
export type ErrorDetectorInputs = z.input<z.ZodObject<typeof errorDetectorShape>>;
type Checked = z.output<z.ZodObject<typeof errorDetectorShape>>;

async function ownOf(api: Api, inputs: Checked): Promise<Json | undefined> {
  const project = await api.get(`${projectPath(inputs)}/`);
  if (project === undefined) return undefined;
  const id = idOf(project["id"]);
  const all = await api.list(`${organizationPath(inputs)}/detectors/?project=${id ?? ""}`);
  return all.find((remote) => remote["type"] === "error" && idOf(remote["projectId"]) === id);
}

/**
 * The error monitor of a project. Sentry creates and removes it with the project, so this resource only looks it up. Alerts about the
 * project's errors refer to this monitor.
 */
export const errorDetector = define({
  type: "monitoring:sentry:ErrorDetector",
  vendor: "sentry",
  shape: errorDetectorShape,
  history: undefined,
  path: ["organization", "project"],
  what: (inputs) => `the error monitor ${whereOf(inputs)}`,
  key: () => "errors",
  id: ({ id }) => textOf(id),
  fromRemote: () => ({}),
  operations: {
    find: () => Promise.resolve(undefined),
    async create(api, inputs) {
      const found = await ownOf(api, inputs);
      if (found !== undefined) return found;
      throw new VendorError(
        `${vendors.sentry.name}: could not find the error monitor ${whereOf(inputs)}, which Sentry creates with every project. Check that the project exists, then run the same command again.`,
      );
    },
    async read(api, id, inputs) {
      const found = await api.get(`${organizationPath(inputs)}/detectors/${id}/`);
      return found === undefined || objectOf(found)["type"] !== "error" ? undefined : found;
    },
    update: () => Promise.resolve({}),
    remove: () => Promise.resolve(),
  },
});
