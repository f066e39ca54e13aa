import { environment, shop, web } from "../support";

export const good = { ...shop(web), environments: ["eu-1", "eu-2", "us", "play"].map((id) => ({ ...environment, id })) };
