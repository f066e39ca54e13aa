import { randomBytes } from "node:crypto";
import { startServer, type Server, type Vendor } from "./server";
import type { Held, Store } from "./store";

/** A running simulation of a vendor's API. */
export interface Fake<S> extends Server {
  /** The base address of the API for clients: `url` plus the vendor's path prefix. */
  readonly baseUrl: string;
  /** The token that the API accepts. */
  readonly token: string;
  /** The vendor's objects, by kind. */
  readonly objects: { readonly [K in keyof Held<S>]: readonly Held<S>[K][] };
  /** Simulates a manual edit in the vendor's web interface: replaces fields of one object. */
  drift<K extends keyof S>(kind: K, id: string, change: Partial<Held<S>[K]>): void;
  /** Simulates a manual removal in the vendor's web interface. */
  remove(kind: keyof S, id: string): void;
}

export const freshToken = (): string => `fake_${randomBytes(16).toString("hex")}`;

/** Starts a server that simulates a vendor's API, and gives the test access to the server's stores. */
export async function startFake<S extends Readonly<Record<keyof S, Store<{ readonly id: string }>>>>(
  vendor: Vendor,
  stores: S,
): Promise<Fake<S>> {
  const server = await startServer(vendor);
  const store = (kind: keyof S): Store<{ readonly id: string }> => stores[kind];
  const objects = Object.defineProperties(
    {},
    Object.fromEntries(Object.keys(stores).map((kind) => [kind, { enumerable: true, get: () => store(kind as keyof S).list() }])),
  ) as Fake<S>["objects"];
  return {
    ...server,
    baseUrl: server.url + (vendor.prefix ?? ""),
    token: vendor.token,
    objects,
    drift: (kind, id, change) => void store(kind).change(id, change),
    remove(kind, id) {
      if (!store(kind).remove(id)) throw new Error(`Nothing of ${String(kind)} has the id ${id}`);
    },
  };
}
