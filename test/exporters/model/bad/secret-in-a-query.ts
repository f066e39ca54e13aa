import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({
    ...web,
    uptime: [
      { name: "a", url: "https://shop.example.com/health?verbose=1&token=hunter2" },
      { name: "b", url: "https://shop.example.com/health?X-Amz-Signature=hunter2" },
      { name: "c", url: "https://shop.example.com/health?ApiKey=hunter2" },
      { name: "d", url: "https://shop.example.com/health?to%6ben=hunter2" },
      { name: "e", url: "https://shop.example.com/health?key=AIzaSy0hunter2hunter2" },
      { name: "f", path: "/health?accessToken=hunter2", port: 80 },
      { name: "g", path: "/health?client_secret=hunter2", port: 80 },
    ],
    instrumentation: { profile: "prom-client", port: 9464, path: "/metrics?apikey=hunter2" },
  }),
  lines: [
    'systems.shop.services.web.uptime[0].url: got the parameter "token" in the query, whose value would be readable in labels, messages and rendered files: use an address that needs no secret',
    'systems.shop.services.web.uptime[1].url: got the parameter "X-Amz-Signature" in the query, whose value would be readable in labels, messages and rendered files: use an address that needs no secret',
    'systems.shop.services.web.uptime[2].url: got the parameter "ApiKey" in the query, whose value would be readable in labels, messages and rendered files: use an address that needs no secret',
    'systems.shop.services.web.uptime[3].url: got the parameter "token" in the query, whose value would be readable in labels, messages and rendered files: use an address that needs no secret',
    'systems.shop.services.web.uptime[4].url: got the parameter "key" in the query, whose value would be readable in labels, messages and rendered files: use an address that needs no secret',
    'systems.shop.services.web.uptime[5].path: got the parameter "accessToken" in the query, whose value would be readable in labels, messages and rendered files: use an address that needs no secret',
    'systems.shop.services.web.uptime[6].path: got the parameter "client_secret" in the query, whose value would be readable in labels, messages and rendered files: use an address that needs no secret',
    'systems.shop.services.web.instrumentation.path: got the parameter "apikey" in the query, whose value would be readable in labels, messages and rendered files: use an address that needs no secret',
  ],
};
