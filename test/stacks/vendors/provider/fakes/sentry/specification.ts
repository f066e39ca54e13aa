import { readFileSync } from "node:fs";
import path from "node:path";
import type { Operation } from "openapi-backend";
import { parse as parseYaml } from "yaml";
import type { Answer, Call } from "../http/answer";
import { specsFolder } from "../specs";
import { SpecDocument, type Problem } from "./document";
import { served, strict } from "./operations";
import { isJson, type Json } from "./schema";

/** A request that matches an operation of the published document. */
export interface Known {
  readonly operationId: string;
  readonly params: Readonly<Record<string, string>>;
  /** The scopes of the operation. Unless the list is empty, the token needs at least one of them. */
  readonly scopes: readonly string[];
  /** The problems of the query and the body. The caller checks for unknown fields. */
  problems(call: Call): Problem[];
  /** The fields that neither API document contains. For nested fields, only the strict document counts if it has the operation. */
  unknown(body: unknown): string[];
  /** The problems of the response according to the documents. */
  against(answer: Answer): string[];
}

/** Both API documents: the published one, and the strict one for monitors and alerts. */
export interface Specification {
  match(method: string, path: string): Known | undefined;
}

function scopesOf(operation: Operation): string[] {
  return (operation.security ?? []).flatMap((one) => Object.values(one).flat());
}

/** The kinds of detectors in the strict document. Only the server creates the other kinds (`error`, `issue_stream`). */
const described: readonly unknown[] = ["metric_issue", "monitor_check_in_failure", "uptime_domain_failure"];
const strictPart = (body: unknown): unknown =>
  Array.isArray(body) ? body.filter((one) => !isDetector(one) || described.includes(one["type"])) : body;
const isDetector = (value: unknown): value is Json => isJson(value) && "dataSources" in value;

/** Query parameters of all lists. They are not validated, because the published document declares them only for some lists. */
const paging = new Set(["cursor", "per_page"]);

/**
 * Converts a body to the form of the published document, with snake case for fields of monitors and alerts, and numbers in lists of IDs.
 * The strict document uses camel case and strings. The server accepts both forms.
 */
function published(value: unknown, ids = false): unknown {
  if (Array.isArray(value)) return value.map((one) => published(one, ids));
  if (ids && typeof value === "string" && /^\d+$/.test(value)) return Number(value);
  if (!isJson(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]): [string, unknown] => [snakeWord(key), published(inner, snakeWord(key).endsWith("_ids"))]),
  );
}
const snakeWord = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function load(): Specification {
  const text = (file: string): string => readFileSync(path.join(specsFolder, file), "utf8");
  const wide = new SpecDocument(JSON.parse(text("sentry-openapi.json")) as Json, served);
  const monitors = parseYaml(text("sentry-monitors.yaml"), { maxAliasCount: -1 }) as Json;
  const schemas = (monitors["components"] as Json)["schemas"] as Record<string, Json>;
  schemas["ProjectMonitor_Config"] = { anyOf: schemas["ProjectMonitor_Config"]?.["oneOf"] };
  const narrow = new SpecDocument(monitors, strict, "/api");

  return {
    match(method, requested) {
      const found = wide.match(method, requested);
      if (found === undefined) return undefined;
      const { operation, params } = found;
      const both = narrow.match(method, requested);
      return {
        operationId: operation.operationId ?? "",
        params,
        scopes: scopesOf(operation),
        problems({ path: at, query, body }) {
          const rest = new URLSearchParams([...query].filter(([key]) => !paging.has(key)));
          const sent = operation.requestBody === undefined ? undefined : both === undefined ? (body ?? {}) : published(body ?? {});
          const first = wide.request(operation, at, rest, sent);
          return first.length > 0 || both === undefined || method === "GET"
            ? first
            : narrow.request(both.operation, at, new URLSearchParams(), body ?? {});
        },
        unknown(body) {
          const first = wide.unknown(operation, both === undefined ? body : published(body));
          if (both === undefined) return first;
          // Only the strict document describes nested fields.
          return narrow.unknown(both.operation, body).filter((field) => /[.[]/.test(field) || first.includes(snakeWord(field)));
        },
        against({ status, body }) {
          return [
            ...wide.response(operation, status, body),
            ...(both === undefined ? [] : narrow.response(both.operation, status, strictPart(body))),
          ];
        },
      };
    },
  };
}

let loaded: Specification | undefined;

/** The specification, which is read once per process. */
export const specification = (): Specification => (loaded ??= load());
