import type { z } from "zod";
import { inProject } from "../../../../exporters/sentry/inputs/common";
import { connection, define } from "../definition";
import { objectOf } from "../json";
import { organizationPath, projectPath, whereOf } from "./common";

export const spikeProtectionShape = { ...connection("sentry"), ...inProject };
export type SpikeProtectionInputs = z.input<z.ZodObject<typeof spikeProtectionShape>>;

/** The project option that disables spike protection. */
const offOption = "quotas:spike-protection-disabled";

/** The organization and the project. During an import, the inputs contain only the organization, and the ID is the project's slug. */
const placeOf = ({ organization, project }: { readonly organization: string; readonly project?: string }, id: string) => ({
  organization,
  project: project ?? id,
});

export const spikeProtection = define({
  type: "monitoring:sentry:SpikeProtection",
  vendor: "sentry",
  shape: spikeProtectionShape,
  history: undefined,
  path: ["organization"],
  what: (inputs) => `the spike protection ${whereOf(inputs)}`,
  key: ({ project }) => project,
  id: (_, { project }) => project,
  fromRemote: () => ({}),
  operations: {
    find: () => Promise.resolve(undefined),
    async create(api, inputs) {
      await api.send("POST", `${organizationPath(inputs)}/spike-protections/`, { projects: [inputs.project] });
      return {};
    },
    async read(api, id, inputs) {
      const project = await api.get(`${projectPath(placeOf(inputs, id))}/`);
      // If the response does not contain the option, assume that spike protection is still on.
      return project === undefined || objectOf(project["options"])[offOption] === true ? undefined : project;
    },
    update: () => Promise.resolve({}),
    async remove(api, id, inputs) {
      const { organization, project } = placeOf(inputs, id);
      if ((await api.get(`${projectPath({ organization, project })}/`)) === undefined) return;
      await api.remove(`${organizationPath({ organization })}/spike-protections/`, { projects: [project] });
    },
  },
});
