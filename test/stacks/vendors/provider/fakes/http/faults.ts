/** What goes wrong. `before`: the request has no effect; `after`: the effect happened and only its answer is lost or wrong. */
export type Fault =
  | { readonly kind: "latency"; /** Milliseconds before anything happens. */ readonly ms: number }
  | {
      readonly kind: "status";
      readonly status: number;
      /** Seconds, sent as `Retry-After`; left out when undefined. */
      readonly retryAfter?: number;
      /** Default `before`. */
      readonly when?: "before" | "after";
    }
  | { readonly kind: "drop"; readonly when: "before" | "after" };

/** Which requests meet the fault: all that are given must match. */
export interface Match {
  readonly method?: string;
  /** Tested on the path without the query. */
  readonly path?: RegExp;
  /** How many matching requests meet it; default 1, `Infinity` until `clear()`. */
  readonly times?: number;
}

interface Planned {
  readonly fault: Fault;
  readonly match: Match;
  left: number;
}

/** What goes wrong next, in the order it was asked for. */
export class Faults {
  #planned: Planned[] = [];

  /** Plans a fault for the next matching requests. */
  add(fault: Fault, match: Match = {}): void {
    this.#planned.push({ fault, match, left: match.times ?? 1 });
  }

  /** Forgets what is still planned. */
  clear(): void {
    this.#planned = [];
  }

  /** How many faults have not been used up. */
  get pending(): number {
    return this.#planned.length;
  }

  /** Uses up what this request meets: every latency, and the first of the other faults. */
  take(method: string, path: string): { readonly latency: number; readonly fault?: Exclude<Fault, { kind: "latency" }> } {
    let latency = 0;
    let other: Exclude<Fault, { kind: "latency" }> | undefined;
    for (const planned of this.#planned) {
      const { fault, match } = planned;
      if (match.method !== undefined && match.method !== method) continue;
      if (match.path !== undefined && !match.path.test(path)) continue;
      if (fault.kind === "latency") latency += fault.ms;
      else if (other === undefined) other = fault;
      else continue;
      planned.left--;
    }
    this.#planned = this.#planned.filter(({ left }) => left > 0);
    return other === undefined ? { latency } : { latency, fault: other };
  }
}
