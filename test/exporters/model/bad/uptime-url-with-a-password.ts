import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, uptime: [{ url: "https://user:hunter2@example.com/health" }] }),
  lines: [
    "systems.shop.services.web.uptime[0].url: got a URL with a user name or a password, which would be readable in labels, messages and rendered files: remove the part before the @",
  ],
};
