import type { z } from "zod";
import { teamInputs as vendorInputs } from "../../../../exporters/sentry/inputs/projects";
import { connection, define } from "../definition";
import { idOf, textOf } from "../json";
import { api, organizationPath } from "./common";

export const teamShape = { ...connection("sentry"), ...vendorInputs };

export type TeamInputs = z.input<z.ZodObject<typeof teamShape>>;
export interface TeamOutputs {
  /** Sentry's numeric id of the team. Inputs for owners have the form `team:<teamId>`. */
  readonly teamId: string;
}

interface Named {
  readonly organization: string;
  readonly slug: string;
}
const path = ({ organization, slug: team }: Named): string => `${api}/teams/${organization}/${team}/`;

export const team = define({
  type: "monitoring:sentry:Team",
  vendor: "sentry",
  shape: teamShape,
  path: ["organization"],
  fixed: ["slug"],
  what: ({ organization, slug: name }) => `the team ${name} (organization ${organization})`,
  key: (inputs) => inputs.slug,
  id: (remote) => textOf(remote["slug"]),
  fromRemote: (remote) => ({ slug: textOf(remote["slug"]) }),
  outputs: (remote) => ({ teamId: idOf(remote["id"]) }),
  operations: {
    find: (api_, inputs) => api_.get(path(inputs)),
    create: (api_, inputs) => api_.send("POST", `${organizationPath(inputs)}/teams/`, { slug: inputs.slug }),
    read: (api_, id, { organization }) => api_.get(path({ organization, slug: id })),
    update: (api_, id, { organization }) => api_.send("PUT", path({ organization, slug: id }), { slug: id }),
    remove: (api_, id, { organization }) => api_.remove(path({ organization, slug: id })),
  },
});
