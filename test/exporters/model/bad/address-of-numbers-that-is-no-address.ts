import { postgres, redis, shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop(
    { ...redis, host: "10.0.0.999" },
    { ...postgres, host: "10.0.1" },
    {
      ...web,
      uptime: [{ url: "https://shop.example.com:0/health" }],
    },
  ),
  lines: [
    'systems.shop.services.redis.host: got "10.0.0.999"; expected only a host name or an IP address, like "db.example.com", "10.0.0.5" or "[fd00::5]": remove scheme, port, path and blanks',
    'systems.shop.services.postgres.host: got "10.0.1"; expected only a host name or an IP address, like "db.example.com", "10.0.0.5" or "[fd00::5]": remove scheme, port, path and blanks',
    'systems.shop.services.web.uptime[0].url: got "https://shop.example.com:0/health"; no server listens on port 0: write the server\'s port, or remove it',
  ],
};
