import { pathText } from "../../../exporters/model/problems";
import type { Kind } from "./definition";
import { isJson, type Json } from "./json";
import { holdsUnknown, plainObject, withSecrets } from "./values";

export interface Checked {
  readonly inputs: Json;
  readonly failures: { readonly property: string; readonly reason: string }[];
}

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((found, part) => {
    if (holdsUnknown(found) && typeof found === "string") return found;
    return Array.isArray(found) || isJson(found) ? (Reflect.get(found, part) as unknown) : undefined;
  }, value);

/** Validates the inputs of a resource. Sets defaults if all inputs are valid. Unknown values are validated when they become known. */
export function checkInputs(kind: Kind, news: Json): Checked {
  const inputs = plainObject(news);
  const parsed = kind.schema.safeParse(inputs);
  if (parsed.success) {
    const rules = holdsUnknown(inputs) ? [] : kind.bind(parsed.data).rules;
    return { inputs: withSecrets(parsed.data, news), failures: rules.map((reason) => ({ property: "", reason })) };
  }
  const failures = parsed.error.issues
    .filter(({ path }) => !holdsUnknown(at(inputs, path)))
    .map(({ path, message }) => ({ property: String(path[0] ?? ""), reason: path.length > 1 ? `${pathText(path)}: ${message}` : message }));
  return { inputs: news, failures };
}
