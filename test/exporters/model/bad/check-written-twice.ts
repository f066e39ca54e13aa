import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({
    ...web,
    uptime: [
      { name: "a", path: "/health", port: 80, status: [200, 204] },
      { name: "b", path: "/health", port: 80, status: [204, 200] },
    ],
  }),
  lines: [
    "systems.shop.services.web.uptime.b: its request and expectations are those of the check a; an outage would be notified twice: remove one of them",
  ],
};
