import { isJson, type Json } from "../json";
import type { Answer, Method } from "./answer";
import type { VendorClient } from "./client";
import { VendorError } from "./errors";
import { pageOf, unwrapped } from "./lists";

/**
 * Thrown for an error response. `Crud` and lookups convert it to a message for the user. If the response to a creation says that the object
 * already exists, `Crud` adopts that object instead.
 */
export class Refused extends Error {
  constructor(readonly answer: Answer) {
    super(`status ${answer.status}`);
  }
}

const isGone = ({ status }: Answer): boolean => status === 404 || status === 410;
const ok = ({ status }: Answer): boolean => status >= 200 && status < 300;

/** Maximum number of pages that are read from one list, in case the links to the next page form a loop. */
const mostPages = 100;

/** A vendor's API. Its methods accept and return JSON objects, and throw `Refused` for error responses. */
export class Api {
  constructor(private readonly client: VendorClient) {}

  /** Gets an object; undefined if it does not exist. */
  async get(path: string): Promise<Json | undefined> {
    return this.objectOrGone(await this.client.request("GET", path));
  }

  /** Gets an object that many resources need, such as a project. The response is cached. */
  async getOnce(path: string): Promise<Json | undefined> {
    return this.objectOrGone(await this.client.remembered(path));
  }

  /**
   * Gets all objects of a list. The pages are cached. Returns an empty list if the parent object does not exist. Throws VendorError for
   * more than 100 pages.
   */
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
    // With only a part of the list, the provider could miss an existing object and create a second one.
    if (next !== undefined)
      throw new VendorError(`${path}: the list has more than ${mostPages} pages, or its links to the next page form a loop.`);
    return all;
  }

  /** Sends a change. Returns the object in the response, or an empty object if the response has none. */
  async send(method: Exclude<Method, "GET" | "DELETE">, path: string, body: unknown): Promise<Json> {
    const answer = await this.client.request(method, path, body);
    if (!ok(answer)) throw new Refused(answer);
    return isJson(answer.body) ? unwrapped(answer.body) : {};
  }

  /** Deletes an object. Succeeds if the object does not exist. */
  async remove(path: string, body?: unknown): Promise<void> {
    const answer = await this.client.request("DELETE", path, body);
    if (!ok(answer) && !isGone(answer)) throw new Refused(answer);
  }

  /** Clears the cache, so that the next request gets the current objects. */
  forget(): void {
    this.client.forget();
  }

  private objectOrGone(answer: Answer): Json | undefined {
    if (isGone(answer)) return undefined;
    if (!ok(answer) || !isJson(answer.body)) throw new Refused(answer);
    return unwrapped(answer.body);
  }
}
