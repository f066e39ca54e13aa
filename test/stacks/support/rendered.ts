import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { RenderedFile } from "../../../exporters/emit";
import { renderedFolders } from "../../../stacks/artefacts/artefacts-on-disk";
import { repo } from "../../support/sources";

/** The committed rendered files of an environment. */
export const renderedOf = (environment: string): RenderedFile[] =>
  renderedFolders(environment).flatMap((folder) =>
    readdirSync(path.join(repo, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => ({ path: path.relative(repo, file), content: readFileSync(file, "utf8") })),
  );
