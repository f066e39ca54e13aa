import type { Server } from "node:http";
import { BadRequest, readJson, serve } from "./http";

/** A numeric parameter of a fault. */
export interface Param {
  readonly default: number;
  readonly min: number;
  readonly max: number;
}
export type FaultSpecs = Readonly<Record<string, Readonly<Record<string, Param>>>>;

export interface FaultState {
  readonly name: string;
  readonly on: boolean;
  readonly params: Readonly<Record<string, number>>;
  /** ISO time at which the fault was last switched on or off; null if it never was. */
  readonly since: string | null;
}

/**
 * Called after a fault is switched on or off. If the function throws, `POST /faults/<name>` responds with the error, but the fault keeps
 * its new state. When a fault switches itself off after `forSeconds`, the error is ignored.
 */
export type OnSwitch = (state: FaultState) => Promise<void> | void;

/**
 * The faults of a program. All faults are off at start. A fault that is switched on with `forSeconds` switches itself off after that time.
 */
export class Faults {
  private readonly states = new Map<string, FaultState>();
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(
    private readonly specs: FaultSpecs,
    private readonly onSwitch: OnSwitch = () => undefined,
    private readonly now: () => Date = () => new Date(),
  ) {
    for (const name of Object.keys(specs)) this.states.set(name, { name, on: false, params: {}, since: null });
  }

  list(): FaultState[] {
    return [...this.states.values()];
  }

  /** The parameters of a fault that is on; undefined while it is off. */
  active(name: string): Readonly<Record<string, number>> | undefined {
    const state = this.states.get(name);
    return state?.on ? state.params : undefined;
  }

  /** Whether a fault affects the current request or job. A fault with the parameter `share` affects only that share of requests or jobs. */
  hits(name: string, chance: number = Math.random()): boolean {
    const params = this.active(name);
    return params !== undefined && chance < (params["share"] ?? 1);
  }

  /**
   * Switches a fault on or off. `body` has the form `{on, forSeconds, ...params}`. Throws BadRequest for an unknown fault or an invalid
   * body, and any error of `onSwitch`.
   */
  async set(name: string, body: unknown): Promise<FaultState> {
    const spec = Object.hasOwn(this.specs, name) ? this.specs[name] : undefined;
    if (!spec) throw new BadRequest(`No fault "${name}". Faults: ${Object.keys(this.specs).join(", ")}.`, 404);
    const { on, forSeconds, ...rest } = asObject(body);
    if (typeof on !== "boolean")
      throw new BadRequest(`"on" is ${on === undefined ? "missing" : JSON.stringify(on)}: expected true or false.`);
    const params = checkParams(name, spec, rest);
    const limit = forSeconds === undefined ? undefined : inRange("forSeconds", forSeconds, { default: 0, min: 1, max: 3600 });
    const state: FaultState = { name, on, params, since: this.now().toISOString() };
    clearTimeout(this.timers.get(name));
    this.states.set(name, state);
    if (on && limit !== undefined) this.timers.set(name, setTimeout(() => void this.expire(name), limit * 1000).unref());
    await this.onSwitch(state);
    return state;
  }

  private async expire(name: string): Promise<void> {
    await this.set(name, { on: false }).catch(() => undefined);
  }
}

function asObject(body: unknown): Record<string, unknown> {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new BadRequest('Expected a JSON object such as {"on": true}.');
  return { ...body };
}

function checkParams(name: string, spec: Readonly<Record<string, Param>>, given: Record<string, unknown>): Record<string, number> {
  for (const key of Object.keys(given)) {
    if (!Object.hasOwn(spec, key))
      throw new BadRequest(`Fault "${name}" has no parameter "${key}". Parameters: ${Object.keys(spec).join(", ") || "none"}.`);
  }
  return Object.fromEntries(
    Object.entries(spec).map(([key, param]) => [key, key in given ? inRange(key, given[key], param) : param.default]),
  );
}

function inRange(key: string, value: unknown, { min, max }: Param): number {
  if (typeof value !== "number" || !(value >= min && value <= max)) {
    throw new BadRequest(`"${key}" is ${JSON.stringify(value)}: expected a number from ${min} to ${max}.`);
  }
  return value;
}

/** Serves `GET /faults`, which lists all faults, and `POST /faults/<name>`, which switches one fault on or off. */
export function serveFaults(port: number, faults: Faults): Promise<Server> {
  return serve(port, async (request, url) => {
    if (url.pathname === "/faults" && request.method === "GET") return { body: faults.list() };
    const name = /^\/faults\/([a-z-]+)$/.exec(url.pathname)?.[1];
    if (name === undefined || request.method !== "POST") throw new BadRequest("Expected GET /faults or POST /faults/<name>.", 404);
    return { body: await faults.set(name, await readJson(request)) };
  });
}
