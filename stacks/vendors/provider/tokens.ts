import { readSecretsFile } from "../../config/settings";
import { setToken, VendorError, type Deed } from "./client/errors";
import { isJson, objectOf, textOf } from "./json";
import type { Vendor } from "./vendors";

/** The sources of tokens. Tests pass other sources. */
export interface TokenSource {
  /** The decrypted values of the stack's Pulumi settings `monitoring:<key>`, by key. Maps and lists are JSON. */
  readonly config: Readonly<Record<string, string>>;
  /**
   * Reads a secrets file and returns its parsed content. Throws UserError if the file is not readable JSON, or if other users can read it.
   */
  readonly readSecrets: (path: string) => unknown;
}

/**
 * The configuration that the Pulumi engine passes to the provider. It contains all settings `monitoring:<key>`, because the provider's
 * name is `monitoring`. The engine also passes it for commands that do not run the Pulumi program, such as `destroy` and `refresh`. Pulumi
 * does not store this configuration in the state.
 */
export function engineConfig(env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const parsed: unknown = JSON.parse(env["PULUMI_CONFIG"] ?? "{}");
  return Object.fromEntries(Object.entries(objectOf(parsed)).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/** The token sources of a provider that the Pulumi engine started in `root`, the project's folder. */
export const engineSource = (env: Readonly<Record<string, string | undefined>>, root: string): TokenSource => ({
  config: engineConfig(env),
  readSecrets: (file) => readSecretsFile(root, file),
});

function secretsOf({ config, readSecrets }: TokenSource): Readonly<Record<string, unknown>> {
  const { secrets, secretsFile } = config;
  const kept = secretsFile === undefined ? {} : objectOf(readSecrets(secretsFile));
  try {
    const own: unknown = JSON.parse(secrets ?? "{}");
    return { ...kept, ...(isJson(own) ? own : {}) };
  } catch {
    return kept;
  }
}

/** The token with this key in `monitoring:secrets` or the secrets file. Throws VendorError when the token is missing or invalid. */
export function tokenOf(source: TokenSource, vendor: Vendor, key: string, { verb, what }: Deed): string {
  const token = textOf(secretsOf(source)[key])?.trim();
  if (token === undefined || token === "")
    throw new VendorError(
      `${vendor.name}: could not ${verb} ${what}: there is no token. Create ${vendor.makeToken}, and set it: \`${setToken(key)}\`.`,
    );
  // A header can contain only one line of ASCII. Check this here, because the error message of `fetch` would contain the token.
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new VendorError(
      `${vendor.name}: could not ${verb} ${what}: the secret ${key} is not a token: it contains spaces, line breaks or special characters. Set it again: \`${setToken(key)}\`.`,
    );
  return token;
}
