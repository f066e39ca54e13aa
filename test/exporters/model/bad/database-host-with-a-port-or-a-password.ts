import { postgres, shop, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...postgres, host: "db:5433" }, { ...postgres, name: "other", host: "postgres://u:hunter2@db/shop" }),
  lines: [
    'systems.shop.services.postgres.host: got "db:5433"; expected only a host name or an IP address, like "db.example.com", "10.0.0.5" or "[fd00::5]": remove scheme, port, path and blanks',
    'systems.shop.services.other.host: got an address with an @, which may contain a password; expected only a host name or an IP address, like "db.example.com", "10.0.0.5" or "[fd00::5]": remove scheme, port, path and blanks',
  ],
};
