/** Simulated faults. `before`: the request has no effect; `after`: it has its effect, and only the response is lost or wrong. */
export type Fault =
  | { readonly kind: "latency"; /** Milliseconds before anything happens. */ readonly ms: number }
  | {
      readonly kind: "status";
      readonly status: number;
      /** Seconds, sent as `Retry-After`; no header if undefined. */
      readonly retryAfter?: number;
      /** Default `before`. */
      readonly when?: "before" | "after";
    }
  | { readonly kind: "drop"; readonly when: "before" | "after" };

/** Which requests the fault affects: all given conditions must match. */
export interface Match {
  readonly method?: string;
  /** Matched against the path without the query. */
  readonly path?: RegExp;
  /** How many matching requests it affects; default 1, `Infinity` until `clear()`. */
  readonly times?: number;
}

interface Planned {
  readonly fault: Fault;
  readonly match: Match;
  left: number;
}

/** Planned faults, in the order in which they were added. */
export class Faults {
  #planned: Planned[] = [];

  /** Plans a fault for the next matching requests. */
  add(fault: Fault, match: Match = {}): void {
    this.#planned.push({ fault, match, left: match.times ?? 1 });
  }

  /** Removes the remaining faults. */
  clear(): void {
    this.#planned = [];
  }

  /** Number of remaining faults. */
  get pending(): number {
    return this.#planned.length;
  }

  /** Consumes the faults that affect this request: all latencies, and the first of the other faults. */
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
