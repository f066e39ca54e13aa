import announcements from "../catalogue/announcements.json";
import { loadCatalogue, type Catalogue, type CatalogueInput } from "./catalogue";
import { environments } from "../catalogue/environments";
import { owners } from "../catalogue/owners";
import { systems } from "../catalogue/systems";

/** The content of `exporters/catalogue/`, before it is parsed and checked. */
export const catalogueInput: CatalogueInput = { systems, owners, environments, announcements };

/** Returns the parsed catalogue of this repository. Throws one CatalogueError that lists all mistakes found. */
export const catalogue = (): Catalogue => loadCatalogue(catalogueInput);
