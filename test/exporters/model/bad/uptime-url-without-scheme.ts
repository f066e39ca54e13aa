import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, uptime: [{ url: "example.com/health" }] }),
  lines: ['systems.shop.services.web.uptime[0].url: got "example.com/health"; expected a full URL like "https://example.com/health"'],
};
