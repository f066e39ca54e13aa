import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({
    ...web,
    uptime: [
      { name: "a", path: "/a", port: 80, json: {} },
      { name: "b", path: "/b", port: 80, keyword: " " },
    ],
  }),
  lines: [
    'systems.shop.services.web.uptime[0].json: got no value; write the values that a healthy body has, like { status: "ok" }, or remove json',
    'systems.shop.services.web.uptime[1].keyword: got " "; expected a text that only a healthy response contains',
  ],
};
