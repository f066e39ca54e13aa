import type { z } from "zod";
import { detectorInputs as vendorInputs } from "../../../../exporters/sentry/inputs/detectors";
import type { Api } from "../client/api";
import { only } from "../collection";
import { VendorError } from "../client/errors";
import { connection, type Operations } from "../definition";
import { idOf, objectOf, objectsOf, textOf, type Json } from "../json";
import { vendors } from "../vendors";
import { organizationPath, ownerOf, projectPath, whereOf } from "./common";

/** Inputs that all Sentry monitors have in common. */
export const detectorShape = { ...connection("sentry"), ...vendorInputs };

type Common = z.output<z.ZodObject<typeof detectorShape>>;

/** Sentry's names for the types of monitors. */
export type DetectorKind = "uptime_domain_failure" | "monitor_check_in_failure" | "metric_issue";

/** The parts of the request body that differ between the types of monitors. */
export interface DetectorParts {
  readonly dataSources: readonly Json[];
  readonly config?: Json;
  readonly conditionGroup?: Json;
}

/** Body of the request that creates or updates a monitor. Sentry requires every field; `null` means no value. */
export const detectorBody = (kind: DetectorKind, projectId: string, inputs: Common, parts: DetectorParts): Json => ({
  type: kind,
  projectId,
  name: inputs.name,
  description: inputs.description ?? null,
  enabled: inputs.enabled,
  owner: inputs.owner ?? null,
  ...parts,
});

/** Reads the common inputs from a response about a monitor. */
export const detectorInputs = (remote: Json): { readonly [K in keyof Common]?: Common[K] | null | undefined } => ({
  name: textOf(remote["name"]),
  description: remote["description"] === null ? null : textOf(remote["description"]),
  enabled: typeof remote["enabled"] === "boolean" ? remote["enabled"] : undefined,
  owner: ownerOf(remote["owner"]),
});

/** The part of a response that describes what the monitor watches. */
export const queryOf = (remote: Json): Json => objectOf(objectsOf(remote["dataSources"])[0]?.["queryObj"]);

async function projectIdOf(api: Api, inputs: Common): Promise<string> {
  const id = idOf((await api.getOnce(`${projectPath(inputs)}/`))?.["id"]);
  if (id === undefined)
    throw new VendorError(
      `Sentry: there is no project ${inputs.project} in the organization ${inputs.organization} for the monitor ${inputs.name}.`,
    );
  return id;
}

export const describeDetector = ({ name, ...where }: Common): string => `the monitor ${name} ${whereOf(where)}`;

/** Returns a message if Sentry disabled an enabled monitor. Sentry accepts monitors beyond the pricing plan's limit, but disables them. */
export const detectorFlaw = (remote: Json, { enabled }: Common): string | undefined =>
  enabled && remote["enabled"] === false ? `Sentry disabled it: the limit of the plan is reached. ${vendors.sentry.plan}` : undefined;

/** The operations for one type of monitor. */
export function detectors<I extends Common>(kind: DetectorKind, parts: (inputs: I) => DetectorParts): Operations<I> {
  const list = (inputs: I): string => `${organizationPath(inputs)}/detectors/`;
  const one = (inputs: I, id: string): string => `${list(inputs)}${id}/`;
  return {
    async find(api, inputs, free) {
      const project = await api.getOnce(`${projectPath(inputs)}/`);
      if (project === undefined) return undefined;
      const found = (await api.list(list(inputs))).filter(
        (remote) =>
          remote["type"] === kind && remote["name"] === inputs.name && idOf(remote["projectId"]) === idOf(project["id"]) && free(remote),
      );
      return only(found, describeDetector(inputs));
    },
    create: async (api, inputs) =>
      api.send(
        "POST",
        `${organizationPath(inputs)}/projects/${inputs.project}/detectors/`,
        detectorBody(kind, await projectIdOf(api, inputs), inputs, parts(inputs)),
      ),
    update: async (api, id, inputs) =>
      api.send("PUT", one(inputs, id), detectorBody(kind, await projectIdOf(api, inputs), inputs, parts(inputs))),
    read: (api, id, inputs) => api.get(one(inputs, id)),
    remove: (api, id, inputs) => api.remove(one(inputs, id)),
  };
}
