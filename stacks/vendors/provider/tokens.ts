import { readSecretsFile } from "../../config/settings";
import { setToken, VendorError, type Deed } from "./client/errors";
import { isJson, objectOf, textOf } from "./json";
import type { Vendor } from "./vendors";

/** The sources of tokens; tests supply their own. */
export interface TokenSource {
  /** Decrypted keys of the namespace `monitoring` in the stack's configuration; maps are JSON. */
  readonly config: Readonly<Record<string, string>>;
  /** Content of a secrets file; throws UserError. */
  readonly readSecrets: (path: string) => unknown;
}

/**
 * The configuration that the engine passes to the provider: all keys of the provider's namespace, which is the same as the project's.
 * Every command reads it, also those that do not run the program (`destroy`, `refresh`). It is not stored in the state.
 */
export function engineConfig(env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const parsed: unknown = JSON.parse(env["PULUMI_CONFIG"] ?? "{}");
  return Object.fromEntries(Object.entries(objectOf(parsed)).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/** The path of the secrets file is relative to the project's folder, where the engine starts the provider. */
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

/** The token of a key in `monitoring:secrets` or the secrets file. Throws VendorError with the command that sets it. */
export function tokenOf(source: TokenSource, vendor: Vendor, key: string, { verb, what }: Deed): string {
  const token = textOf(secretsOf(source)[key])?.trim();
  if (token === undefined || token === "")
    throw new VendorError(
      `${vendor.name}: could not ${verb} ${what}: there is no token. Create ${vendor.makeToken}, and set it: \`${setToken(key)}\`.`,
    );
  // A token in a header must be one line of ASCII; fetch's error message would contain it.
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new VendorError(
      `${vendor.name}: could not ${verb} ${what}: the secret ${key} is not a token: it contains spaces, line breaks or special characters. Set it again: \`${setToken(key)}\`.`,
    );
  return token;
}
