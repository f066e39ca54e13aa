import { shop, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ kind: "external", name: "vendor", owner: "shop" }),
  lines: [
    "systems.shop.services.vendor.uptime: got no check, and nothing else watches a service of kind external: add a check with a url, or a path and a port, or remove the service",
  ],
};
