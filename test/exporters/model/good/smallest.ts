import { shop, web } from "../support";

export const good = shop(web);
