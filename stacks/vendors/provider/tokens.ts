import { readSecretsFile } from "../../config/settings";
import { setToken, VendorError, type Deed } from "./client/errors";
import { isJson, objectOf, textOf } from "./json";
import type { Vendor } from "./vendors";

/** Where tokens come from, so that they can be given in tests. */
export interface TokenSource {
  /** Keys of the namespace `monitoring` of the stack's configuration, decrypted; maps are JSON. */
  readonly config: Readonly<Record<string, string>>;
  /** Content of a secrets file; throws UserError. */
  readonly readSecrets: (path: string) => unknown;
}

/**
 * The configuration that the engine hands to the provider: all keys of the provider's own namespace, which is the project's. Read by every
 * command, also by those that do not run the program (`destroy`, `refresh`). Nothing of it gets into the state.
 */
export function engineConfig(env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const parsed: unknown = JSON.parse(env["PULUMI_CONFIG"] ?? "{}");
  return Object.fromEntries(Object.entries(objectOf(parsed)).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/** The secrets file is read relative to the project's folder, where the engine starts the provider. */
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
      `${vendor.name}: could not ${verb} ${what}: there is no token. Make ${vendor.makeToken}, and set it: \`${setToken(key)}\`.`,
    );
  // A token in a header must be one line of ASCII; fetch's own message would quote it.
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new VendorError(
      `${vendor.name}: could not ${verb} ${what}: the secret ${key} is no token, it has spaces, line breaks or special characters in it. Set it again: \`${setToken(key)}\`.`,
    );
  return token;
}
