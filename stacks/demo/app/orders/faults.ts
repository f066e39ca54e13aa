import { setTimeout as sleep } from "node:timers/promises";
import type { RequestHandler } from "express";
import type { PoolClient } from "pg";
import type { Faults, FaultSpecs } from "../faults";
import type { Database } from "./database";

/** The faults that a drill can switch on in `orders`, with their parameters. */
export const orderFaults = {
  /** The share (0 to 1) of requests to `/orders` and `/reports/:id` that fails with status 500. */
  "http-errors": { share: { default: 0.3, min: 0, max: 1 } },
  /** The share (0 to 1) of requests to `/orders` and `/reports/:id` that takes `seconds` longer. */
  "http-slow": { share: { default: 0.5, min: 0, max: 1 }, seconds: { default: 3, min: 0, max: 30 } },
  /** The service holds every connection of its pool. */
  "pool-exhausted": {},
  /** The tenant `acme` uses `percent` percent of its quota. */
  quota: { percent: { default: 97, min: 0, max: 1000 } },
  /** Adds `burst` jobs at once. While the worker's fault of the same name is on, the jobs wait. */
  "queue-stuck": { burst: { default: 150, min: 0, max: 5000 } },
} as const satisfies FaultSpecs;

/** Middleware that delays a share of requests while `http-slow` is on, and fails a share while `http-errors` is on. */
export function disturb(faults: Faults): RequestHandler {
  return async (_request, _response, next) => {
    const slow = faults.active("http-slow");
    if (slow && faults.hits("http-slow")) await sleep((slow["seconds"] ?? 0) * 1000);
    if (faults.hits("http-errors")) throw new Error("fault http-errors is on");
    next();
  };
}

/** Holds all connections of a pool until `release` is called. */
export class PoolHog {
  private readonly held: PoolClient[] = [];
  private round = 0;
  private on = false;

  constructor(private readonly db: Database) {}

  take(): void {
    if (this.on) return;
    this.on = true;
    this.round += 1;
    for (let taker = 0; taker < this.db.max; taker += 1) void this.takeOne(this.round);
  }

  release(): void {
    this.on = false;
    for (const client of this.held.splice(0)) client.release();
  }

  private async takeOne(round: number): Promise<void> {
    const wanted = (): boolean => this.on && round === this.round;
    while (wanted()) {
      try {
        const client = await this.db.acquire();
        if (wanted()) this.held.push(client);
        else client.release();
        return;
      } catch {
        await sleep(100);
      }
    }
  }
}
