import type { Vendor } from "../vendors";
import { send, type Answer, type Method, type Request } from "./answer";
import { realClock, type Clock, type RequestBudget } from "./budget";
import { afterTry, attempts } from "./retry";

const timeoutMs = 30_000;

export interface ClientArgs {
  readonly vendor: Vendor;
  readonly baseUrl: string;
  readonly token: string;
  readonly budget: RequestBudget;
  readonly clock?: Clock;
  readonly sender?: (request: Request) => Promise<Answer>;
}

/** HTTP client for one vendor, address and token. It limits the request rate, retries requests, and caches responses. */
export class VendorClient {
  private readonly memory = new Map<string, Promise<Answer>>();
  private readonly clock: Clock;

  constructor(private readonly args: ClientArgs) {
    this.clock = args.clock ?? realClock;
  }

  /**
   * Sends a request with retries and returns the last response. Follows redirects of a GET request within the server. `path` begins with
   * `/` or is a complete address at the vendor.
   */
  async request(method: Method, path: string, body?: unknown): Promise<Answer> {
    const { vendor, token, budget, sender = send } = this.args;
    let url = this.address(path);
    if (method === "DELETE") this.memory.clear();
    for (let attempt = 1; ; attempt++) {
      await budget.take();
      const answer = await sender({
        method,
        url,
        headers: vendor.authorization(token),
        timeoutMs,
        ...(body === undefined ? {} : { body }),
      });
      budget.learn(answer.header);
      const moved: string | undefined = method === "GET" && attempt < attempts ? this.movedTo(answer, url) : undefined;
      if (moved !== undefined) {
        url = moved;
        continue;
      }
      const next = afterTry(method, answer, attempt, this.clock.now(), Math.random());
      if (next === "give") return answer;
      if (answer.status === 429) budget.pause(next.waitMs);
      else await this.clock.sleep(next.waitMs);
    }
  }

  /** Sends a GET request, or returns the cached response. Only responses with status 200 are cached. */
  remembered(path: string): Promise<Answer> {
    const known = this.memory.get(path);
    if (known !== undefined) return known;
    const asked = this.request("GET", path).then((answer) => {
      if (answer.status !== 200) this.memory.delete(path);
      return answer;
    });
    this.memory.set(path, asked);
    return asked;
  }

  /** Clears the cache. */
  forget(): void {
    this.memory.clear();
  }

  /**
   * Returns the new address of an object if the response is a redirect within the configured server, for example for a renamed Sentry
   * project. Returns undefined for every other response, so that only the configured server gets the token.
   */
  private movedTo({ status, header }: Answer, from: string): string | undefined {
    const location = header("location");
    if (![301, 302, 307, 308].includes(status) || location === undefined || !URL.canParse(location, from)) return undefined;
    const to = new URL(location, from);
    return to.origin === new URL(from).origin && to.href !== from ? to.href : undefined;
  }

  /**
   * The address of a request. It is always on the configured server, even if `path` names another server, so that only this server gets the
   * token.
   */
  private address(path: string): string {
    const { baseUrl } = this.args;
    if (path.startsWith("/")) return `${baseUrl.replace(/\/+$/, "")}${path}`;
    const base = new URL(baseUrl);
    const { pathname, search } = new URL(path);
    return `${base.origin}${pathname}${search}`;
  }
}
