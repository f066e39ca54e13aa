import type { z } from "zod";
import { teamInputs as vendorInputs } from "../../../../exporters/sentry/inputs/projects";
import type { Api } from "../client/api";
import { connection, define } from "../definition";
import { compact, idOf, objectOf, textOf, type Json } from "../json";
import { api, located, organizationPath } from "./common";

export const teamShape = { ...connection("sentry"), ...vendorInputs };

export type TeamInputs = z.input<z.ZodObject<typeof teamShape>>;
export interface TeamOutputs {
  /** Sentry's numeric ID of the team. Inputs for owners have the form `team:<teamId>`. */
  readonly teamId: string;
}

interface Named {
  readonly organization: string;
  readonly slug?: string;
}
const path = ({ organization, slug: team }: Required<Named>): string => `${api}/teams/${organization}/${team}/`;

/** Gets the team of a resource. During an import, the team's numeric ID is not known yet, and its slug comes from the resource's ID. */
const stored = (api_: Api, state: Named, id: string): Promise<Json | undefined> =>
  located(api_, (slug) => path({ organization: state.organization, slug }), state.slug ?? id, idOf(objectOf(state)["teamId"]));

/**
 * The current path of a resource's team. If the team no longer exists, the path of its numeric ID, because another team can have the slug.
 */
async function storedPath(api_: Api, state: Named, id: string): Promise<string> {
  const slug = textOf((await stored(api_, state, id))?.["slug"]) ?? idOf(objectOf(state)["teamId"]) ?? state.slug ?? id;
  return path({ organization: state.organization, slug });
}

export const team = define({
  type: "monitoring:sentry:Team",
  vendor: "sentry",
  shape: teamShape,
  history: "its members, and their notification settings",
  path: ["organization"],
  what: ({ organization, slug: name }) => `the team ${name} (organization ${organization})`,
  key: (inputs) => inputs.slug,
  id: (remote) => textOf(remote["slug"]),
  fromRemote: (remote) => ({ slug: textOf(remote["slug"]) }),
  // Pulumi's ID contains the slug that the team had when it was created.
  identity: "teamId",
  outputs: (remote) => compact({ teamId: idOf(remote["id"]), vendorId: textOf(remote["slug"]) }),
  operations: {
    find: (api_, inputs) => api_.get(path(inputs)),
    create: (api_, inputs) => api_.send("POST", `${organizationPath(inputs)}/teams/`, { slug: inputs.slug }),
    read: (api_, id, inputs) => stored(api_, inputs, id),
    update: async (api_, id, inputs, before) => api_.send("PUT", await storedPath(api_, before ?? inputs, id), { slug: inputs.slug }),
    remove: async (api_, id, inputs) => api_.remove(await storedPath(api_, inputs, id)),
  },
});
