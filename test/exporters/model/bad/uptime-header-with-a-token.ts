import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({
    ...web,
    uptime: [
      {
        path: "/health",
        port: 80,
        headers: { "X-Vault-Token": "a", apikey: "b", "Api-Key": "c", "X-Session-Id": "d", Accept: "Bearer abc", Host: "a\nb" },
      },
    ],
  }),
  lines: [
    'systems.shop.services.web.uptime[0].headers.X-Vault-Token: got the header "X-Vault-Token", whose secret would be readable in rendered files and at vendors: remove it, and check an address that needs no secret',
    'systems.shop.services.web.uptime[0].headers.apikey: got the header "apikey", whose secret would be readable in rendered files and at vendors: remove it, and check an address that needs no secret',
    'systems.shop.services.web.uptime[0].headers.Api-Key: got the header "Api-Key", whose secret would be readable in rendered files and at vendors: remove it, and check an address that needs no secret',
    'systems.shop.services.web.uptime[0].headers.X-Session-Id: got the header "X-Session-Id", whose secret would be readable in rendered files and at vendors: remove it, and check an address that needs no secret',
    "systems.shop.services.web.uptime[0].headers.Accept: got credentials, which would be readable in rendered files and at vendors: remove the header, and check an address that needs no secret",
    'systems.shop.services.web.uptime[0].headers.Host: got "a\\nb"; expected a single line without $',
  ],
};
