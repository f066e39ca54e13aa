import path from "node:path";
import { staleFiles } from "../../artefacts/artefacts-on-disk";
import { folderLists } from "../../artefacts/folder-lists";
import { UserError } from "../../config/errors";
import { endWith } from "../edit/end";
import { reviewCommand } from "./command";

const root = path.resolve(__dirname, "../../..");

async function rendered() {
  const lists = folderLists(root);
  // The catalogue imports these lists, so it can be loaded only if the lists are up to date.
  const stale = staleFiles(root, lists, []).map(({ path: file, why }) => `${file} (${why})`);
  if (stale.length > 0) throw UserError.of("Lists of the catalogue are stale. Run `npm run render`, then review again:", stale);
  const { catalogue } = await import("../../../exporters/model/user-catalogue.js");
  const { allArtefacts } = await import("../../artefacts/artefacts.js");
  return allArtefacts(catalogue());
}

reviewCommand({ root, rendered }).parseAsync().catch(endWith);
