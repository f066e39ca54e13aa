import type { CatalogueInput } from "../../../exporters/model/catalogue";

/** An object that a catalogue's author may write. It may be invalid. */
export type Written = Readonly<Record<string, unknown>>;

/** An invalid catalogue and all lines of its error message. */
export interface Bad {
  readonly input: CatalogueInput;
  readonly lines: readonly string[];
}

export const person = [{ via: "slack", channel: "shop" }];
export const owner: Written = { id: "shop", title: "Shop", contacts: { critical: person, warning: person, info: person }, pager: false };
export const web: Written = { kind: "http", name: "web", owner: "shop", instrumentation: { profile: "prom-client", port: 9464 } };
export const worker: Written = {
  kind: "worker",
  name: "worker",
  owner: "shop",
  instrumentation: { profile: "bullmq", port: 9464 },
  queues: ["mail"],
};
export const postgres: Written = { kind: "postgres", name: "postgres", owner: "shop" };
export const redis: Written = { kind: "redis", name: "redis", owner: "shop" };

export const system = (id: string, ...services: readonly Written[]): Written => ({ id, title: id, description: `The ${id}`, services });

export const environment: Written = {
  id: "production",
  title: "Production",
  production: true,
  systems: ["shop"],
  platformOwner: "shop",
  scrapeInterval: "15s",
  evaluationInterval: "15s",
  retention: { metrics: "30d", logs: "30d", traces: "7d" },
  urls: {
    grafana: "https://grafana.example.com",
    runbooks: "https://example.com/runbooks",
    prometheus: "https://prometheus.example.com",
    alertmanager: "https://alertmanager.example.com",
  },
  pages: true,
  delivery: { smtp: { smarthost: "smtp.example.com:587", from: "monitoring@example.com", requireTls: true } },
  deadMansSwitch: "heartbeat",
};

/** A catalogue with one system, `shop`, which has these services. */
export const shop = (...services: readonly Written[]): CatalogueInput => ({
  systems: [system("shop", ...services)],
  owners: [owner],
  environments: [environment],
});

/** A catalogue with one web service in the system `shop`. `changes` replaces fields of the environment. */
export const shopIn = (changes: Written): CatalogueInput => ({ ...shop(web), environments: [{ ...environment, ...changes }] });

/**
 * A catalogue with one web service that has these checks. The service's system `shop` has a public host in production. `uptime` is the
 * field `uptime` of the environment.
 */
export const shopOutside = (uptime: Written, ...checks: readonly Written[]): CatalogueInput => ({
  systems: [
    {
      ...system("shop", { ...web, uptime: checks.map((check) => ({ path: "/health", port: 80, ...check })) }),
      hosts: { production: "shop.example.com" },
    },
  ],
  owners: [owner],
  environments: [{ ...environment, uptime }],
});

/** A catalogue with the system `shop`, whose only service is a web service with these own thresholds. */
export const shopWith = (thresholds: Written): CatalogueInput => shop({ ...web, thresholds });
