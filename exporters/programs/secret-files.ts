/** A JSON document with secrets. In the file, the value of the secret replaces each `{ secret: "<key>" }`. */
export type SecretDocument =
  string | number | boolean | { readonly secret: string } | readonly SecretDocument[] | { readonly [key: string]: SecretDocument };

/**
 * Content of a secret file: one secret (`secret`), a JSON object whose values are secrets (`json`), accounts whose passwords are secrets
 * in the format of htpasswd (`accounts`, by user name), or a JSON document with secrets (`document`). The content has the keys of the
 * secrets, never their values. Set `doubleDollars` for a program that expands `$` as a variable.
 */
export type SecretContent =
  | { readonly secret: string }
  | { readonly json: Readonly<Record<string, string>> }
  | { readonly accounts: Readonly<Record<string, string>> }
  | { readonly document: SecretDocument; readonly doubleDollars?: boolean };

const isSecret = (node: SecretDocument): node is { readonly secret: string } =>
  typeof node === "object" && "secret" in node && typeof node.secret === "string";

const keysIn = (node: SecretDocument): string[] => {
  if (isSecret(node)) return [node.secret];
  return typeof node === "object" ? Object.values(node as Readonly<Record<string, SecretDocument>>).flatMap(keysIn) : [];
};

/** Returns the keys of the secrets in a file. */
export function secretKeysIn(content: SecretContent): string[] {
  if ("secret" in content) return [content.secret];
  if ("json" in content) return Object.values(content.json);
  return "accounts" in content ? Object.values(content.accounts) : keysIn(content.document);
}

function filled(node: SecretDocument, value: (key: string) => string): unknown {
  if (isSecret(node)) return value(node.secret);
  if (Array.isArray(node)) return node.map((item: SecretDocument) => filled(item, value));
  if (typeof node !== "object") return node;
  return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, filled(item, value)]));
}

/** Returns the text of a secret file with the values of the secrets. The function `value` returns the value for a key. */
export function secretFileText(content: SecretContent, value: (key: string) => string): string {
  if ("secret" in content) return value(content.secret);
  if ("json" in content) return JSON.stringify(Object.fromEntries(Object.entries(content.json).map(([name, key]) => [name, value(key)])));
  if ("accounts" in content)
    return Object.entries(content.accounts)
      .map(([user, key]) => `${user}:${value(key)}\n`)
      .join("");
  const text = JSON.stringify(filled(content.document, value));
  return content.doubleDollars === true ? text.replaceAll("$", "$$$$") : text;
}
