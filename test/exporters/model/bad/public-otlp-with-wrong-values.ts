import { environment, owner, system, web, type Bad } from "../support";

export const bad: Bad = {
  input: {
    systems: [
      system("shop", { ...web, browser: { origins: { production: ["https://shop.example.com/"], test: ["https://a.example.com"] } } }),
    ],
    owners: [owner],
    environments: [{ ...environment, publicOtlp: { url: "http://otlp.example.com", tls: "self", requestsPerSecond: 0 } }],
  },
  lines: [
    'systems.shop.services.web.browser.origins.production[0]: got "https://shop.example.com/"; expected an origin like "https://shop.example.com": remove path, query and the slash at the end',
    'environments.production.publicOtlp.url: got "http://otlp.example.com"; tokens must not be sent unencrypted: use an address that begins with https://',
    'environments.production.publicOtlp.tls: got "self"; allowed: ingress, none, proxy',
    "environments.production.publicOtlp.requestsPerSecond: got 0; expected 1 or more",
  ],
};
