import announcements from "../catalogue/announcements.json";
import { loadCatalogue, type Catalogue } from "./catalogue";
import { environments } from "../catalogue/environments";
import { owners } from "../catalogue/owners";
import { systems } from "../catalogue/systems";

/** The catalogue of this repository. Throws CatalogueError with every mistake in it. */
export const catalogue = (): Catalogue => loadCatalogue({ systems, owners, environments, announcements });
