import { deliveryCalls } from "../../../alert-rules/routes/calls";
import { datasourceCalls } from "../../../dashboards/provisioning";
import type { RenderedFile } from "../../../exporters/emit";
import type { View } from "../../../exporters/model/catalogue";
import type { Context, Rendered } from "../../../exporters/programs/context";
import { probeCalls } from "../../../exporters/scrape/probes";
import { prometheusCalls } from "../../../exporters/scrape/scrape";
import { keyFiles } from "../../../exporters/scrape/separate-jobs";
import { systemTargets } from "../../../exporters/scrape/targets";
import { gatusCalls, heartbeatDocuments } from "../../../exporters/uptime/gatus";
import { statusPageCalls } from "../../../exporters/uptime/gatus-page";
import { publicPages } from "../../../exporters/uptime/status-pages";
import { UserError } from "../../config/errors";

/** The context that all programs of an environment share. */
export type EnvironmentContext = Omit<Context, "memoryMiB" | "volumeMiB">;

/** Gives access to the rendered files of an environment. The returned functions throw UserError for a missing file or an empty folder. */
function renderedOf(files: readonly RenderedFile[], environment: string): Rendered {
  const content = new Map(files.map((file) => [file.path, file.content]));
  return {
    file: (layer, name) => {
      const path = `${layer}/rendered/${environment}/${name}`;
      const found = content.get(path);
      if (found === undefined) throw new UserError(`The rendered file ${path} is missing. Run \`npm run render\`.`);
      return found;
    },
    below: (layer, name, prefix = "") => {
      const folder = `${layer}/rendered/${environment}/${name}`;
      const below = [...content].flatMap(([path, text]) =>
        path.startsWith(`${folder}/`) ? [[`${prefix}${path.slice(folder.length + 1)}`, text] as const] : [],
      );
      if (below.length === 0) throw new UserError(`The rendered folder ${folder} is empty. Run \`npm run render\`.`);
      return Object.fromEntries(below);
    },
  };
}

/** Everything that the programs of an environment depend on: the view, the rendered files, and data from the view, such as connections. */
export const contextOf = (view: View, files: readonly RenderedFile[], demo?: Context["demo"]): EnvironmentContext => ({
  view,
  rendered: renderedOf(files, view.environment.id),
  connections: {
    scrapes: () => prometheusCalls(view),
    scrapeKeys: () => keyFiles(systemTargets(view)),
    probes: () => probeCalls(view),
    checks: () => gatusCalls(view),
    deliveries: () => deliveryCalls(view),
    datasources: () => datasourceCalls(view),
  },
  heartbeats: () => heartbeatDocuments(view),
  statusPages: () =>
    view.environment.uptime.statusPages === "gatus"
      ? publicPages(view).map((page) => ({ system: page.system.id, calls: statusPageCalls(page) }))
      : [],
  ...(demo !== undefined && { demo }),
});
