import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({
    ...web,
    instrumentation: { profile: "prom-client", port: 9464, path: "/metrics?format=text" },
    uptime: [
      { name: "a", path: "/health check", port: 80 },
      { name: "b", path: "/health#top", port: 80 },
      { name: "c", path: "/health\u200b", port: 80 },
      { name: "d", path: "\\health", port: 80 },
      { name: "e", path: "/a\\health", port: 80 },
    ],
  }),
  lines: [
    'systems.shop.services.web.uptime[0].path: got "/health check"; a path has no blanks or invisible characters: remove or encode them',
    'systems.shop.services.web.uptime[1].path: got "/health#top"; no server receives the part after the #: remove it',
    'systems.shop.services.web.uptime[2].path: got "/health\\u{200b}"; a path has no blanks or invisible characters: remove or encode them',
    'systems.shop.services.web.uptime[3].path: got "\\\\health"; expected a path that starts with "/"',
    'systems.shop.services.web.uptime[4].path: got "/a\\\\health"; a path has no backslashes: write "/"',
    'systems.shop.services.web.instrumentation.path: got "/metrics?format=text"; Prometheus would request the question mark as a part of the path: serve the metrics without a query, and remove it',
  ],
};
