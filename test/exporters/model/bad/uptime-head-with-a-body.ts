import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, uptime: [{ path: "/health", port: 80, method: "HEAD", json: { status: "ok" } }] }),
  lines: [
    "systems.shop.services.web.uptime.health: got method HEAD with an expectation of the body; a response to HEAD has no body: write GET, or remove json, keyword and body",
  ],
};
