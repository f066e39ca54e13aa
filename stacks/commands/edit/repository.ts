import { loadCatalogue, type Catalogue, type CatalogueInput } from "../../../exporters/model/catalogue";
import type { EnvironmentInput } from "../../../exporters/model/environments-schema";
import type { RenderedFile } from "../../../exporters/emit";
import { allArtefacts } from "../../artefacts/artefacts";
import { renderedRoots, writeArtefacts, type Stale } from "../../artefacts/artefacts-on-disk";
import type { Draft } from "./draft";
import { evaluate } from "./evaluate";

/** A catalogue in two forms: the input in its files, and the loaded catalogue. */
export interface Read {
  readonly input: CatalogueInput;
  readonly catalogue: Catalogue;
}

/** The environments in the form of their file. The loader has already accepted them, so the type assertion is safe. */
export const environmentsIn = ({ input }: Read): readonly EnvironmentInput[] => input.environments as readonly EnvironmentInput[];

/** Loads the catalogue of a draft. Throws UserError when a file cannot be evaluated, and CatalogueError when the catalogue has mistakes. */
export async function readDraft(draft: Draft): Promise<Read> {
  const input = await evaluate(draft);
  return { input, catalogue: loadCatalogue(input) };
}

/** A change that is validated and rendered, but not written. */
export interface Checked {
  readonly draft: Draft;
  readonly before: Read;
  readonly after: Read;
  readonly rendered: readonly RenderedFile[];
}

/** Loads and renders a draft. Throws CatalogueError or UserError. Writes nothing. */
export async function checkDraft(draft: Draft, before: Read): Promise<Checked> {
  const after = await readDraft(draft);
  return { draft, before, after, rendered: allArtefacts(after.catalogue) };
}

/** Writes a validated change and its rendered files. Returns the rendered files that changed. */
export function writeChecked({ draft, rendered }: Checked): Stale[] {
  draft.write();
  return writeArtefacts(draft.root, rendered, renderedRoots);
}
