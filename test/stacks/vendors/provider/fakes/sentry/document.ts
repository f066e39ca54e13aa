import { OpenAPIRouter, OpenAPIValidator, type Document, type Operation } from "openapi-backend";
import { isJson, prepareSchema, unknownFields, type Json } from "./schema";

/** A field's name and its problem. The name `""` means the whole body. */
export interface Problem {
  readonly field: string;
  readonly message: string;
}

/** An error of the validator. */
interface Wrong {
  readonly instancePath: string;
  readonly message?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly keyword: string;
}

const methods = ["get", "post", "put", "delete"];

const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const isUri = (value: string): boolean => URL.canParse(value);
const isJsonText = (value: string): boolean => {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
};

/** Checks requests and responses against the operations of an API document. Validators are compiled on first use. */
export class SpecDocument {
  readonly #router: OpenAPIRouter;
  readonly #validator: OpenAPIValidator;

  /** `prefix` is prepended to every path in the document. `served` selects operations by ID. */
  constructor(source: Json, served: ReadonlySet<string>, prefix = "") {
    const prepare = prepareSchema(source);
    const paths = Object.entries(source["paths"] as Json).flatMap(([path, item]): [string, unknown][] => {
      const { parameters, ...rest } = item as Json;
      const kept = Object.entries(rest).filter(
        ([method, operation]) => methods.includes(method) && isJson(operation) && served.has(String(operation["operationId"])),
      );
      return kept.length === 0 ? [] : [[prefix + path, prepare({ ...Object.fromEntries(kept), parameters: parameters ?? [] })]];
    });
    const definition = { ...source, paths: Object.fromEntries(paths) } as unknown as Document;
    this.#router = new OpenAPIRouter({ definition, apiRoot: "/", ignoreTrailingSlashes: false });
    this.#validator = new OpenAPIValidator({
      definition,
      router: this.#router,
      lazyCompileValidators: true,
      customizeAjv: (ajv) => {
        ajv.addFormat("date-time", dateTime);
        ajv.addFormat("uri", isUri);
        ajv.addFormat("json", isJsonText);
        return ajv;
      },
      ajvOpts: { allErrors: true, formats: { email: true, uuid: true } },
    });
  }

  /** The operation of a request, with the path's parameters. Undefined if the document has no such operation. */
  match(method: string, path: string): { readonly operation: Operation; readonly params: Readonly<Record<string, string>> } | undefined {
    const operation = this.#router.matchOperation({ method: method.toLowerCase(), path, headers: {} });
    if (operation === undefined) return undefined;
    const parsed: { readonly params: unknown } = this.#router.parseRequest({ method, path, headers: {} }, operation);
    return { operation, params: parsed.params as Record<string, string> };
  }

  /** The problems of a request according to the document. */
  request(operation: Operation, path: string, query: URLSearchParams, body: unknown): Problem[] {
    const asked = Object.fromEntries([...new Set(query.keys())].map((key) => [key, query.getAll(key)]));
    const single = Object.fromEntries(Object.entries(asked).map(([key, all]) => [key, all.length === 1 ? (all[0] ?? "") : all]));
    const { errors } = this.#validator.validateRequest(
      {
        method: operation.method,
        path,
        query: single,
        headers: { "content-type": "application/json" },
        ...(isJson(body) ? { body: structuredClone(body) } : {}),
      },
      operation,
    );
    return (errors ?? []).flatMap(({ instancePath, message = "is wrong", params, keyword }: Wrong): Problem[] => {
      if (keyword === "if") return [];
      const details = params ?? {};
      const where = instancePath.replace(/^\/(requestBody|query|path)\/?/, "").replaceAll("/", ".");
      const missing = keyword === "required" ? String(details["missingProperty"]) : undefined;
      const values = details["allowedValues"];
      const allowed = Array.isArray(values) ? `: ${values.slice(0, 20).map(String).join(", ")}` : "";
      if (missing !== undefined) return [{ field: where === "" ? missing : `${where}.${missing}`, message: "This field is required." }];
      return [{ field: where, message: `${message}${allowed}` }];
    });
  }

  /** The fields of a body that the document does not contain. */
  unknown(operation: Operation, body: unknown): string[] {
    const content = (operation.requestBody as Json | undefined)?.["content"] as Json | undefined;
    return unknownFields((content?.["application/json"] as Json | undefined)?.["schema"], body);
  }

  /** The problems of a response according to the document. */
  response(operation: Operation, status: number, body: unknown): string[] {
    if (operation.responses?.[String(status)] === undefined) return [`the specification has no answer ${status}`];
    const { errors } = this.#validator.validateResponse(body ?? null, operation, status);
    return (errors ?? []).map(({ instancePath, message = "" }) => `${instancePath} ${message}`);
  }
}
