import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop(
    {
      ...web,
      sentry: { platform: "node" },
      jobs: [{ name: "nightly", description: "Sums up", every: "1d", severity: "warning", sentry: true }],
      uptime: [
        { path: "/health", port: 80, severity: "warning" },
        { name: "ready", path: "/ready", port: 80, severity: "warning", meansDown: true },
        { name: "track", path: "/track", port: 80, severity: "warning", sentry: true },
        { name: "page", path: "/page", port: 80 },
      ],
    },
    { ...web, name: "only", uptime: [{ name: "track", path: "/track", port: 80, severity: "warning" }] },
    {
      ...web,
      name: "several",
      uptime: [
        { name: "track", path: "/track", port: 80, severity: "warning" },
        { name: "page", path: "/page", port: 80, severity: "warning" },
      ],
    },
  ),
  lines: [
    'systems.shop.services.only.uptime: got severity: "warning" for the only check track, so no one would be paged if the service did not respond: write severity: "critical" for one of its checks',
    'systems.shop.services.several.uptime: got severity: "warning" for all checks (page, track), so no one would be paged if the service did not respond: write severity: "critical" for one of its checks',
    'systems.shop.services.web.uptime.health.severity: got "warning" on a check whose failure means that the service is down (meansDown, the default of the check health): write severity: "critical", or meansDown: false',
    'systems.shop.services.web.uptime.ready.severity: got "warning" on a check whose failure means that the service is down (meansDown): write severity: "critical", or meansDown: false',
    'systems.shop.services.web.uptime.track.severity: got "warning" with sentry: true; Sentry notifies the contacts for critical alerts of every failure: write sentry: false, or severity: "critical"',
    'systems.shop.services.web.jobs.nightly.severity: got "warning" with sentry: true; Sentry notifies the contacts for critical alerts of every failure: write sentry: false, or severity: "critical"',
  ],
};
