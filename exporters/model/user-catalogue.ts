import announcements from "../catalogue/announcements.json";
import { loadCatalogue, type Catalogue, type CatalogueInput } from "./catalogue";
import { environments } from "../catalogue/environments";
import { owners } from "../catalogue/owners";
import { systems } from "../catalogue/systems";

/** The content of `exporters/catalogue/`, unchecked. */
export const catalogueInput: CatalogueInput = { systems, owners, environments, announcements };

/** The catalogue of this repository. Throws CatalogueError with every mistake in it. */
export const catalogue = (): Catalogue => loadCatalogue(catalogueInput);
