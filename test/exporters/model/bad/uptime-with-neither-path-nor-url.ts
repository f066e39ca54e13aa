import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, uptime: [{ name: "home" }] }),
  lines: ["systems.shop.services.web.uptime.home: got neither path nor url; give a path on the service or a full url"],
};
