import { loadCatalogue, type Catalogue, type CatalogueInput } from "../../../exporters/model/catalogue";
import type { EnvironmentInput } from "../../../exporters/model/environments-schema";
import type { RenderedFile } from "../../../exporters/emit";
import { allArtefacts } from "../../artefacts/artefacts";
import { renderedRoots, writeArtefacts, type Stale } from "../../artefacts/artefacts-on-disk";
import type { Draft } from "./draft";
import { evaluate } from "./evaluate";

/** A catalogue as its files say it, and as the loader reads it. */
export interface Read {
  readonly input: CatalogueInput;
  readonly catalogue: Catalogue;
}

/** The environments as they are written; the loader has accepted them. */
export const environmentsIn = ({ input }: Read): readonly EnvironmentInput[] => input.environments as readonly EnvironmentInput[];

/** The catalogue of a draft. Throws CatalogueError or UserError with every mistake in it. */
export async function readDraft(draft: Draft): Promise<Read> {
  const input = await evaluate(draft);
  return { input, catalogue: loadCatalogue(input) };
}

/** A change that was checked and rendered, and is not written yet. */
export interface Checked {
  readonly draft: Draft;
  readonly before: Read;
  readonly after: Read;
  readonly rendered: readonly RenderedFile[];
}

/** Reads what a draft would be and renders it. Throws CatalogueError or UserError, and then nothing has been written. */
export async function checkDraft(draft: Draft, before: Read): Promise<Checked> {
  const after = await readDraft(draft);
  return { draft, before, after, rendered: allArtefacts(after.catalogue) };
}

/** Writes a checked change and its rendered files; gives the rendered files that changed. */
export function writeChecked({ draft, rendered }: Checked): Stale[] {
  draft.write();
  return writeArtefacts(draft.root, rendered, renderedRoots);
}
