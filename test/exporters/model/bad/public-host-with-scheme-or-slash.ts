import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop(
    { ...web, hosts: { production: "https://shop.example.com" } },
    { ...web, name: "api", hosts: { production: "shop.example.com/" } },
  ),
  lines: [
    'systems.shop.services.web.hosts.production: got "https://shop.example.com"; expected a host name with an optional port, like "shop.example.com" or "shop.example.com:8443": remove scheme, path and blanks',
    'systems.shop.services.api.hosts.production: got "shop.example.com/"; expected a host name with an optional port, like "shop.example.com" or "shop.example.com:8443": remove scheme, path and blanks',
  ],
};
