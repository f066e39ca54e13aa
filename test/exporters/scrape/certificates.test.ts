import { loadCatalogue } from "../../../exporters/model/catalogue";
import { certificateTargets } from "../../../exporters/scrape/certificates";
import { checksOf } from "../../../exporters/uptime/checks";
import { environment, owner, system, web, type Written } from "../model/support";

const check = { path: "/health", port: 80 };

function viewOf(hosts: Written, ...services: readonly Written[]) {
  const input = { systems: [{ ...system("shop", ...services), hosts }], owners: [owner], environments: [environment] };
  return loadCatalogue(input).view("production");
}
const watched = (hosts: Written, ...services: readonly Written[]): string[] =>
  certificateTargets(viewOf(hosts, ...services)).map(({ address, labels }) => `${labels.service} ${address}`);

const days = { certificateExpiry: { warning: "20d" } };
const shared = { production: "shop.example.com" };

test("the certificate of a public host is watched, although the check inside the network uses no TLS", () => {
  expect(watched(shared, { ...web, uptime: [check] })).toEqual(["web shop.example.com:443"]);
});

test("an address that several services or checks share is watched once, for the first service", () => {
  const two = [check, { ...check, name: "ready", path: "/ready" }];
  expect(watched(shared, { ...web, uptime: two }, { ...web, name: "api", uptime: [check] })).toEqual(["api shop.example.com:443"]);
});

test("an address is watched for each service that sets its own threshold", () => {
  const services = [
    { ...web, uptime: [check], thresholds: days },
    { ...web, name: "api", uptime: [check] },
  ];
  expect(watched(shared, ...services)).toEqual(["web shop.example.com:443"]);
  expect(watched(shared, ...services, { ...web, name: "cms", uptime: [check], thresholds: days })).toEqual([
    "cms shop.example.com:443",
    "web shop.example.com:443",
  ]);
});

test("addresses without TLS, loopback addresses and checks only from inside are not watched", () => {
  expect(watched({}, { ...web, uptime: [check] })).toEqual([]);
  const urls = { ...(environment["urls"] as Written), grafana: "http://localhost:3000" };
  const here = loadCatalogue({
    systems: [{ ...system("shop", { ...web, uptime: [check] }), hosts: { production: "localhost" } }],
    owners: [owner],
    environments: [{ ...environment, urls }],
  });
  expect(certificateTargets(here.view("production"))).toEqual([]);
  expect(watched(shared, { ...web, uptime: [{ ...check, outside: false }] })).toEqual([]);
  expect(watched({}, { ...web, uptime: [{ url: "http://vendor.example.com/" }] })).toEqual([]);
});

test("a port in the URL of a check is kept", () => {
  expect(watched({}, { ...web, uptime: [{ url: "https://vendor.example.com:8443/status" }] })).toEqual(["web vendor.example.com:8443"]);
});

test.each([
  ["http", { ...web, instrumentation: { profile: "prom-client", port: 9464, host: "web-internal.example.com" }, uptime: [check] }],
  ["postgres", { kind: "postgres", name: "web", owner: "shop", host: "web-internal.example.com", uptime: [check] }],
])("a check of a service of kind %s requests the host that the catalogue names", (_, service) => {
  expect(checksOf(viewOf({}, service)).map(({ insideUrl }) => insideUrl)).toEqual(["http://web-internal.example.com:80/health"]);
});
