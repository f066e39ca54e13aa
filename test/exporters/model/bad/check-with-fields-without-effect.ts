import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({
    ...web,
    uptime: [
      { name: "a", url: "https://shop.example.com/a", port: 443 },
      { name: "b", path: "/b", port: 80, outside: false, regions: ["eu"] },
      { name: "c", path: "/c", port: 80, group: "Shop" },
      { name: "d", path: "/d", port: 80, body: ".*" },
    ],
  }),
  lines: [
    "systems.shop.services.web.uptime.a.port: got 443 with a url, which contains its own port: remove port",
    'systems.shop.services.web.uptime.b.regions: got "eu" with outside: false; only external monitors check from regions: remove regions',
    'systems.shop.services.web.uptime.c.group: got "Shop" on a check that the status page does not show: write public: true, or remove group',
    'systems.shop.services.web.uptime.d.body: got ".*", which matches an empty body: write a text that only a healthy response contains',
  ],
};
