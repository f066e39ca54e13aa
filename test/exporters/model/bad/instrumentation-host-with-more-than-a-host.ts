import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop(
    { ...web, name: "a", instrumentation: { profile: "prom-client", port: 9464, host: "http://web.example.com" } },
    { ...web, name: "b", instrumentation: { profile: "prom-client", port: 9464, host: "web.example.com:8080" } },
    { ...web, name: "c", instrumentation: { profile: "prom-client", port: 9464, host: "fd00::5" } },
    { ...web, name: "d", instrumentation: { profile: "prom-client", port: 9464, host: "web.example.com " } },
  ),
  lines: [
    'systems.shop.services.a.instrumentation.host: got "http://web.example.com"; expected only a host name or an IP address, like "db.example.com", "10.0.0.5" or "[fd00::5]": remove scheme, port, path and blanks',
    'systems.shop.services.b.instrumentation.host: got "web.example.com:8080"; expected only a host name or an IP address, like "db.example.com", "10.0.0.5" or "[fd00::5]": remove scheme, port, path and blanks',
    'systems.shop.services.c.instrumentation.host: got "fd00::5"; expected only a host name or an IP address, like "db.example.com", "10.0.0.5" or "[fd00::5]": remove scheme, port, path and blanks',
    'systems.shop.services.d.instrumentation.host: got "web.example.com "; expected only a host name or an IP address, like "db.example.com", "10.0.0.5" or "[fd00::5]": remove scheme, port, path and blanks',
  ],
};
