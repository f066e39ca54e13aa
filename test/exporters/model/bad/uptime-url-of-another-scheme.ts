import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, uptime: [{ url: "tcp://db.example.com:5432" }, { name: "mail", url: "mailto:a@example.com" }] }),
  lines: [
    'systems.shop.services.web.uptime[0].url: got "tcp://db.example.com:5432"; only http:// and https:// can be requested: use a URL like "https://example.com/health"',
    'systems.shop.services.web.uptime[1].url: got an address with an @, which may contain a password; only http:// and https:// can be requested: use a URL like "https://example.com/health"',
  ],
};
