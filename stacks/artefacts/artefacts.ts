import { renderAlertRules, renderOperations } from "../../alert-rules/render";
import { renderDashboards } from "../../dashboards/render";
import type { Catalogue, View } from "../../exporters/model/catalogue";
import type { RenderedFile } from "../../exporters/emit";
import { renderExporters } from "../../exporters/render";
import { UserError } from "../config/errors";
import { renderedFolders, staleFiles } from "./artefacts-on-disk";

const byPath = (a: RenderedFile, b: RenderedFile): number => (a.path < b.path ? -1 : 1);

/** Every rendered file of one environment, computed from its view, sorted by path. Throws UserError when a file is empty. */
export function artefactsOf(view: View): RenderedFile[] {
  const [rules = "", dashboards = "", exporters = ""] = renderedFolders(view.environment.id);
  const files = [...renderExporters(view, exporters), ...renderAlertRules(view, rules), ...renderDashboards(view, dashboards)].sort(byPath);
  const empty = files.filter((file) => file.content.trim() === "");
  if (empty.length > 0)
    throw new UserError(`Rendering produced empty files: ${empty.map((file) => file.path).join(", ")}. A generator has lost its input.`);
  return files;
}

/** The rendered files of all environments, and the runbook (`docs/OPERATIONS.md`), sorted by path. */
export function allArtefacts(catalogue: Catalogue): RenderedFile[] {
  const views = catalogue.environments.map((environment) => catalogue.view(environment.id));
  return [...views.flatMap(artefactsOf), renderOperations(views)].sort(byPath);
}

/** Throws a UserError that names the stale files of an environment, if there are any. */
export function assertFresh(root: string, view: View, files: readonly RenderedFile[]): void {
  const stale = staleFiles(root, files, renderedFolders(view.environment.id));
  if (stale.length === 0) return;
  const lines = stale.map((file) => `  ${file.path} (${file.why})`).join("\n");
  throw new UserError(`Rendered files do not match the catalogue:\n${lines}\nRun \`npm run render\`, review the diff and commit it.`);
}
