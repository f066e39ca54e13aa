import { shop, web, type Bad } from "../support";

const sentry = { platform: "javascript-nextjs" };

export const bad: Bad = {
  input: shop(
    { ...web, name: "none", sentry: { ...sentry, allowedDomains: [] } },
    { ...web, name: "path", sentry: { ...sentry, allowedDomains: ["https://shop.example.com/checkout"] } },
    { ...web, name: "redundant", sentry: { ...sentry, allowedDomains: ["*", "shop.example.com"] } },
    {
      ...web,
      name: "right",
      sentry: { ...sentry, allowedDomains: ["*.example.com", "https://shop.example.net:8443", "*://shop.example.org"] },
    },
  ),
  lines: [
    'systems.shop.services.none.sentry.allowedDomains: got an empty list, with which Sentry rejects every event of a browser: name the hosts, or write ["*"]',
    'systems.shop.services.path.sentry.allowedDomains[0]: got "https://shop.example.com/checkout"; expected a host such as "shop.example.com", all its subdomains as "*.example.com", an origin such as "https://shop.example.com", or "*" for all',
    'systems.shop.services.redundant.sentry.allowedDomains: got "*" beside other hosts, which "*" already contains: write ["*"], or name the hosts only',
  ],
};
