import path from "node:path";
import { staleFiles } from "../../artefacts/artefacts-on-disk";
import { systemsIndex } from "../../artefacts/systems-index";
import { endWith } from "../edit/end";
import { reviewCommand } from "./command";

const root = path.resolve(__dirname, "../../..");

async function rendered() {
  const index = systemsIndex(root);
  // The catalogue is loaded when its list of systems is right.
  if (staleFiles(root, [index], []).length > 0) return [index];
  const { catalogue } = await import("../../../exporters/model/user-catalogue.js");
  const { allArtefacts } = await import("../../artefacts/artefacts.js");
  return allArtefacts(catalogue());
}

reviewCommand({ root, rendered }).parseAsync().catch(endWith);
