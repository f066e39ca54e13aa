import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, uptime: [{ path: "/health", port: 80, headers: { Authorization: "Bearer x" } }] }),
  lines: [
    'systems.shop.services.web.uptime[0].headers.Authorization: got the header "Authorization", whose secret would be readable in rendered files and at vendors: remove it, and check an address that needs no secret',
  ],
};
