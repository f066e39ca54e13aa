import { loadCatalogue } from "../../exporters/model/catalogue";
import { catalogueInput } from "../../exporters/model/user-catalogue";

/**
 * The repository's catalogue, which users change. Use it only for properties that hold for any catalogue; otherwise use `test/fixtures/`.
 */
export const shipped = loadCatalogue(catalogueInput);

/** IDs of the environments, in the order of the catalogue. */
export const { environmentIds } = shipped;
