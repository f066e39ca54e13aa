import { loadCatalogue } from "../../exporters/model/catalogue";
import { catalogueInput } from "../../exporters/model/user-catalogue";

/** The catalogue of the repository, whatever is in it. For properties that hold for any catalogue; everything else uses `test/fixtures/`. */
export const shipped = loadCatalogue(catalogueInput);

/** Its environments, in the order in which they are written. */
export const { environmentIds } = shipped;
