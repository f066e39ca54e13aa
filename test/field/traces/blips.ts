import { pool, probe, type Check } from "../language/checks";
import { httpInstance, pod, type Load } from "../language/http";
import type { Target } from "../language/targets";
import { answered, repeated } from "../language/timeline";
import { trace, type Trace } from "../language/trace";
import { catalogue, discovered, pools } from "../names";

const busy: Load = { rps: 10 };
const old = { past: { requests: 4_000_000, failed: 900 } };
const good: Check = { good: true };
const bad: Check = { good: false, seconds: 5 };

const blip = discovered("blip-of-a-scrape");
const partial = discovered("tenth-for-half-a-minute");
const slow = discovered("slow-for-half-a-minute");
const background = discovered("background-errors");
const collector = discovered("garbage-collection");

const one = (service: typeof blip, timeline: Parameters<typeof httpInstance>[1]) => (every: number) => [
  ...httpInstance(pod(service, 10), timeline, every, old),
  ...httpInstance(pod(service, 11), timeline, every, old),
];
const checked =
  (service: typeof blip, address: string, ...timeline: Parameters<typeof probe>[3]) =>
  (every: number) =>
    probe(service, "health", address, timeline, every);

/** Simulated periods (`Trace`) with faults that are so short or so rare that no alert may page on-call. */
export const blips: readonly Trace[] = [
  trace(
    "every request fails for 15 seconds",
    60,
    [blip],
    one(blip, [answered(30, busy), answered(0.25, { rps: 10, failed: 1 }), answered(29.75, busy)]),
  ),
  trace(
    "a tenth of the requests fail for 30 seconds",
    60,
    [partial],
    one(partial, [answered(30, busy), answered(0.5, { rps: 10, failed: 0.1 }), answered(29.5, busy)]),
  ),
  trace(
    "every response takes 3 seconds for half a minute",
    60,
    [slow],
    one(slow, [answered(30, busy), answered(0.5, { rps: 10, slow: 1 }), answered(29.5, busy)]),
  ),
  trace("one request in five thousand fails, all the time", 60, [background], one(background, [answered(60, { rps: 50, failed: 0.0002 })])),
  trace(
    "a pause of 2 seconds for garbage collection every five minutes",
    60,
    [collector],
    one(collector, repeated<Load>(12, answered(0.25, { rps: 10, slow: 0.12, slowSeconds: 2 }), answered(4.75, busy))),
  ),
  trace(
    "a health check fails once",
    60,
    [catalogue.frontendHealth],
    checked(
      catalogue.frontendHealth,
      "http://frontend.gateways:5173/health",
      answered(30, good),
      answered(0.25, bad),
      answered(29.75, good),
    ),
  ),
  trace(
    "a health check fails twice in a row",
    60,
    [catalogue.sitesHealth],
    checked(catalogue.sitesHealth, "http://sites.magazine:3000/healthz", answered(30, good), answered(0.5, bad), answered(29.5, good)),
  ),
  trace(
    "a health check fails once in ten minutes, for an hour",
    60,
    [catalogue.gatewayOfAirtable],
    checked(
      catalogue.gatewayOfAirtable,
      "http://airtable-gateway.gateways:7002/health",
      ...repeated(6, answered(9.75, good), answered(0.25, bad)),
    ),
  ),
  trace(
    "a certificate is renewed 20 days before it expires",
    60,
    [catalogue.backendHealth],
    checked(
      catalogue.backendHealth,
      "https://api.replies.example.com/health",
      answered(30, { good: true, certificateDays: 20 }),
      answered(30, { good: true, certificateDays: 90 }),
    ),
  ),
  trace("a pool is exhausted for 15 seconds while a report runs", 60, [catalogue.cms], (every) => {
    const target: Target = {
      service: catalogue.cms,
      job: "prom-client",
      instance: "cms.magazine:3000",
      more: { instrumentation: "prom-client" },
    };
    return [
      ...httpInstance(target, [answered(60, busy)], every, old),
      ...pool(
        target,
        pools.cms,
        20,
        [answered(30, { used: 8 }), answered(0.25, { used: 20, pending: 3 }), answered(29.75, { used: 9 })],
        every,
      ),
    ];
  }),
];
