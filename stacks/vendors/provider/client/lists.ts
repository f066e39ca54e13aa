import { isJson, objectOf, objectsOf, textOf, type Json } from "../json";
import type { Answer } from "./answer";

/** One page of a list. `next` is the address of the next page; undefined for the last page. */
interface Page {
  readonly items: readonly Json[];
  readonly next: string | undefined;
}

/** The address of the next page in Sentry's Link header, which has the form `<url>; rel="next"; results="true"`. */
const linked = (header: string | undefined): string | undefined =>
  header
    ?.split(",")
    .find((part) => part.includes('rel="next"') && part.includes('results="true"'))
    ?.match(/<([^>]+)>/)?.[1];

/** Reads a page of a list. A response is the list (Sentry), or has it in `data` (UptimeRobot, Better Stack) or `checks` (Healthchecks). */
export function pageOf({ body, header }: Answer): Page {
  if (Array.isArray(body)) return { items: objectsOf(body), next: linked(header("link")) };
  const { data, checks, nextLink, pagination } = objectOf(body);
  const next = textOf(nextLink) ?? textOf(objectOf(pagination)["next"]);
  return { items: objectsOf(data ?? checks), next };
}

/** The object in a response, which may be inside `data`. For Better Stack, the result contains the object's attributes and its ID. */
export function unwrapped(value: unknown): Json {
  const data = objectOf(value)["data"];
  const whole = isJson(data) ? data : objectOf(value);
  return isJson(whole["attributes"]) ? { ...whole["attributes"], id: whole["id"] } : whole;
}
