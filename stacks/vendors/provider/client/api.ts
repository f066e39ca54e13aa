import { isJson, type Json } from "../json";
import type { Answer, Method } from "./answer";
import type { VendorClient } from "./client";
import { pageOf, unwrapped } from "./lists";

/** An answer that is no success; the CRUD helper makes it a sentence, or adopts what is there already. */
export class Refused extends Error {
  constructor(readonly answer: Answer) {
    super(`status ${answer.status}`);
  }
}

const isGone = ({ status }: Answer): boolean => status === 404 || status === 410;
const ok = ({ status }: Answer): boolean => status >= 200 && status < 300;

/** Most pages of one list: 100 of 100 objects; more means that the vendor's link leads in a circle. */
const mostPages = 100;

/** The vendor's API as resources use it: objects in, objects out, `Refused` for everything else. */
export class Api {
  constructor(private readonly client: VendorClient) {}

  /** An object; undefined when there is none. */
  async get(path: string): Promise<Json | undefined> {
    return this.objectOrGone(await this.client.request("GET", path));
  }

  /** An object that many resources ask for, like the project they are in. */
  async getOnce(path: string): Promise<Json | undefined> {
    return this.objectOrGone(await this.client.remembered(path));
  }

  /** All objects of a list, asked for once while this program runs; none when what holds the list is gone. */
  async list(path: string): Promise<readonly Json[]> {
    const all: Json[] = [];
    let next: string | undefined = path;
    for (let page = 0; next !== undefined && page < mostPages; page++) {
      const answer = await this.client.remembered(next);
      if (isGone(answer)) return all;
      if (!ok(answer)) throw new Refused(answer);
      const { items, next: following } = pageOf(answer);
      all.push(...items.map(unwrapped));
      next = following;
    }
    return all;
  }

  /** Sends a change; gives the object that the vendor answers with, or an empty one. */
  async send(method: Exclude<Method, "GET" | "DELETE">, path: string, body: unknown): Promise<Json> {
    const answer = await this.client.request(method, path, body);
    if (!ok(answer)) throw new Refused(answer);
    return isJson(answer.body) ? unwrapped(answer.body) : {};
  }

  /** Removes an object; one that is not there is removed already. */
  async remove(path: string, body?: unknown): Promise<void> {
    const answer = await this.client.request("DELETE", path, body);
    if (!ok(answer) && !isGone(answer)) throw new Refused(answer);
  }

  /** Forgets lists, so that the next look sees what is there now. */
  forget(): void {
    this.client.forget();
  }

  private objectOrGone(answer: Answer): Json | undefined {
    if (isGone(answer)) return undefined;
    if (!ok(answer) || !isJson(answer.body)) throw new Refused(answer);
    return unwrapped(answer.body);
  }
}
