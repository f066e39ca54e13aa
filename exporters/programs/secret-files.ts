/**
 * A reference to a secret. Without `basicUser`, it is replaced with the secret's value. With `basicUser`, it is replaced with the value of
 * the header `Authorization` for HTTP basic authentication as the user `basicUser`, with the secret as the password.
 */
interface SecretReference {
  readonly secret: string;
  readonly basicUser?: string;
}

/** A JSON document with references to secrets. In the secret file, a value replaces each reference. */
export type SecretDocument =
  string | number | boolean | SecretReference | readonly SecretDocument[] | { readonly [key: string]: SecretDocument };

/** Content of a secret file. It has the keys of the secrets, never their values. */
export type SecretContent =
  /** One secret. */
  | { readonly secret: string }
  /** A JSON object whose values are secrets. `json` contains the key of the secret for each field of the object. */
  | { readonly json: Readonly<Record<string, string>> }
  /** Accounts in the format of htpasswd: the key of the password's secret, by user name. */
  | { readonly accounts: Readonly<Record<string, string>> }
  /** A JSON document with secrets. Set `doubleDollars` for a program that expands variables such as `$NAME`. */
  | { readonly document: SecretDocument; readonly doubleDollars?: boolean }
  /** Lines of words, which may be secrets. */
  | { readonly lines: readonly (readonly (string | SecretReference)[])[] }
  /** A text that is not secret, but must be in the same folder as a secret. */
  | { readonly text: string };

const isSecret = (node: SecretDocument): node is SecretReference =>
  typeof node === "object" && "secret" in node && typeof node.secret === "string";

const keysIn = (node: SecretDocument): string[] => {
  if (isSecret(node)) return [node.secret];
  return typeof node === "object" ? Object.values(node as Readonly<Record<string, SecretDocument>>).flatMap(keysIn) : [];
};

/** Returns the keys of the secrets in a file. */
export function secretKeysIn(content: SecretContent): string[] {
  if ("secret" in content) return [content.secret];
  if ("json" in content) return Object.values(content.json);
  if ("text" in content) return [];
  if ("lines" in content) return keysIn(content.lines);
  return "accounts" in content ? Object.values(content.accounts) : keysIn(content.document);
}

/** Returns the value of the header `Authorization` for HTTP basic authentication. */
export const basicHeader = (user: string, password: string): string => `Basic ${btoa(`${user}:${password}`)}`;

function filled(node: SecretDocument, value: (key: string) => string): unknown {
  if (isSecret(node)) return node.basicUser === undefined ? value(node.secret) : basicHeader(node.basicUser, value(node.secret));
  if (Array.isArray(node)) return node.map((item: SecretDocument) => filled(item, value));
  if (typeof node !== "object") return node;
  return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, filled(item, value)]));
}

/** Returns the text of a secret file with the values of the secrets. The function `value` returns the value for a key. */
export function secretFileText(content: SecretContent, value: (key: string) => string): string {
  if ("secret" in content) return value(content.secret);
  if ("text" in content) return content.text;
  if ("lines" in content) return (filled(content.lines, value) as string[][]).map((words) => `${words.join(" ")}\n`).join("");
  if ("json" in content) return JSON.stringify(Object.fromEntries(Object.entries(content.json).map(([name, key]) => [name, value(key)])));
  if ("accounts" in content)
    return Object.entries(content.accounts)
      .map(([user, key]) => `${user}:${value(key)}\n`)
      .join("");
  const text = JSON.stringify(filled(content.document, value));
  return content.doubleDollars === true ? text.replaceAll("$", "$$$$") : text;
}
