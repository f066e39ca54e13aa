import { shop, web } from "../support";

export const good = shop({ ...web, uptime: [{ path: "/health", port: 80, body: '(?i)"status":\\s*"ok"' }] });
