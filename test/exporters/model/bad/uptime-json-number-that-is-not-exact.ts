import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({
    ...web,
    uptime: [
      { name: "a", path: "/health", port: 80, json: { build: 1e20 } },
      { name: "b", path: "/health", port: 80, json: { build: [1, -(2 ** 53)] } },
    ],
  }),
  lines: [
    "systems.shop.services.web.uptime[0].json.build: got 100000000000000000000; allowed: whole numbers up to 9007199254740991, because larger ones are not exact: use keyword or body for this value",
    "systems.shop.services.web.uptime[1].json.build[1]: got -9007199254740992; allowed: whole numbers up to 9007199254740991, because larger ones are not exact: use keyword or body for this value",
  ],
};
