import { environment, owner, system, web, type Bad } from "../support";

const url = "https://status.example.com";
const uptime = { statusPages: "gatus", sharedPage: { title: "Status", name: "status" }, statusPageUrls: { shop: url, other: url } };

export const bad: Bad = {
  input: {
    owners: [owner],
    systems: [system("shop", { ...web, uptime: [{ path: "/health", port: 80, public: true }] })],
    environments: [
      { ...environment, uptime },
      { ...environment, id: "second", production: false, uptime: { statusPages: "none", statusPageUrls: { shop: url } } },
    ],
  },
  lines: [
    'environments.production.uptime.sharedPage: got "status" with statusPages: "gatus"; only a vendor serves one page for all systems: remove sharedPage',
    `environments.production.uptime.statusPageUrls.other: got ${url}, but other has no status page in production; systems with a page: shop: remove the address, or write public: true on a check`,
    `environments.production.uptime.statusPageUrls: got ${url} twice; each system has its own page: give each page another host`,
    `environments.second.uptime.statusPageUrls.shop: got ${url} with statusPages: "none"; only pages of Gatus need a proxy: remove the address`,
  ],
};
