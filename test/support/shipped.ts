import { loadCatalogue } from "../../exporters/model/catalogue";
import { catalogueInput } from "../../exporters/model/user-catalogue";

/** The repository's catalogue, whatever it contains. Only for properties that hold for any catalogue; all other tests use `test/fixtures/`. */
export const shipped = loadCatalogue(catalogueInput);

/** Its environments, in the order in which they are written. */
export const { environmentIds } = shipped;
