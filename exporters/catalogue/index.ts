import announcements from "./announcements.json";
import { loadCatalogue, type Catalogue } from "./catalogue";
import { environments } from "./environments";
import { owners } from "./owners";
import { systems } from "./systems";

/** The catalogue of this repository. Throws CatalogueError with every mistake in it. */
export const catalogue = (): Catalogue => loadCatalogue({ systems, owners, environments, announcements });
