/**
 * A simulated fault. With `before`, the request has no effect. With `after`, the request takes effect, but the response is wrong or lost.
 */
export type Fault =
  | { readonly kind: "latency"; /** Milliseconds before the request is processed. */ readonly ms: number }
  | {
      readonly kind: "status";
      readonly status: number;
      /** Seconds in the header `Retry-After`. Without a value, the header is not sent. */
      readonly retryAfter?: number;
      /** Default `before`. */
      readonly when?: "before" | "after";
    }
  | { readonly kind: "drop"; readonly when: "before" | "after" };

/** The requests that the fault affects. All given conditions must match. */
export interface Match {
  readonly method?: string;
  /** A pattern for the path without the query. */
  readonly path?: RegExp;
  /** The number of matching requests that the fault affects. Default 1. `Infinity` means until `clear()` is called. */
  readonly times?: number;
}

interface Planned {
  readonly fault: Fault;
  readonly match: Match;
  left: number;
}

export class Faults {
  #planned: Planned[] = [];

  add(fault: Fault, match: Match = {}): void {
    this.#planned.push({ fault, match, left: match.times ?? 1 });
  }

  clear(): void {
    this.#planned = [];
  }

  get pending(): number {
    return this.#planned.length;
  }

  /** Returns the sum of the latencies for a request, and the first fault of another kind. Each of these faults then has one use less. */
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
