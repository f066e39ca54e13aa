import { shopOutside, type Bad } from "../support";

export const bad: Bad = {
  input: shopOutside({ outside: "uptimerobot", statusPages: "gatus" }, { public: true }),
  lines: [
    'environments.production.uptime.statusPages: got "gatus" for the public checks of shop, but the public cannot reach Gatus in production: write statusPages: "uptimerobot", or publish the pages with a reverse proxy and write their addresses in statusPageUrls, or write statusPages: "none"',
  ],
};
