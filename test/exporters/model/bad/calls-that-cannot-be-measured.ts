import { postgres, redis, shop, web, worker, type Bad } from "../support";

const calls = (name: string, ...list: readonly object[]) => ({
  ...web,
  name,
  instrumentation: { profile: "prom-client", port: 9464, host: `${name}.example.com` },
  dependsOn: ["postgres"],
  calls: list,
});

export const bad: Bad = {
  input: shop(
    calls("one", { to: "redis" }, { to: "stripe" }),
    calls("two", { to: "postgres" }, { to: "pgbouncer", addresses: ["postgres.shop"] }),
    { ...worker, name: "arq", instrumentation: { profile: "arq", redis: "redis" }, dependsOn: ["redis"], calls: [{ to: "redis" }] },
    postgres,
    redis,
  ),
  lines: [
    'systems.shop.services.arq.calls: got "redis" with the profile arq; Prometheus scrapes no arq worker, so its calls cannot be measured: remove calls',
    'systems.shop.services.one.calls.redis: got "redis", a service of this system that is not in dependsOn: add it to dependsOn, or choose another name',
    'systems.shop.services.one.calls.stripe.addresses: got nothing; only postgres and redis services of the system have a default: give the hosts that the application calls, like ["api.example.com"]',
    'systems.shop.services.two.calls.postgres.addresses: got "postgres.shop", which is also an address of pgbouncer; calls are distinguished by their host: remove one of the two',
  ],
};
