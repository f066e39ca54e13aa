import type { z } from "zod";
import { inProject } from "../../../../exporters/sentry/inputs/common";
import { connection, define } from "../definition";
import { objectOf } from "../json";
import { organizationPath, projectPath, whereOf } from "./common";

export const spikeProtectionShape = { ...connection("sentry"), ...inProject };
export type SpikeProtectionInputs = z.input<z.ZodObject<typeof spikeProtectionShape>>;

/** The project option that disables spike protection. */
const offOption = "quotas:spike-protection-disabled";

export const spikeProtection = define({
  type: "monitoring:sentry:SpikeProtection",
  vendor: "sentry",
  shape: spikeProtectionShape,
  path: ["organization"],
  fixed: ["project"],
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
    async read(api, id, { organization }) {
      const project = await api.get(`${projectPath({ organization, project: id })}/`);
      // If the response does not contain the option, assume that spike protection is still on.
      return project === undefined || objectOf(project["options"])[offOption] === true ? undefined : project;
    },
    update: () => Promise.resolve({}),
    async remove(api, id, { organization }) {
      if ((await api.get(`${projectPath({ organization, project: id })}/`)) === undefined) return;
      await api.remove(`${organizationPath({ organization })}/spike-protections/`, { projects: [id] });
    },
  },
});
