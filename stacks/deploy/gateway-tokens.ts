import type { View } from "../../exporters/model/catalogue";
import { storePasswordSecret } from "../../exporters/model/naming";
import { gatewayAccounts } from "../../exporters/pipeline/senders";
import { authenticatedStoresOf } from "../../exporters/pipeline/store-accounts";
import { UserError } from "../config/errors";
import type { Secrets } from "./workload";

/**
 * Minimum number of characters. The gateway and the stores do not limit failed attempts, so an attacker could guess a short token or
 * password.
 */
const leastCharacters = 32;

/** Characters that need no escape in `OTEL_EXPORTER_OTLP_HEADERS` and in the account files of the gateway and of Jaeger. */
const allowed = /^[A-Za-z0-9_-]*$/;

/**
 * Checks the tokens with which systems, browsers and the log agent push telemetry, and the passwords of the stores. Throws UserError if a
 * token or password is too short, contains characters other than letters, digits, `-` and `_`, or equals another one. The message never
 * contains a value.
 */
export function assertGatewayTokens(stack: string, view: View, secrets: Secrets): void {
  const owners = new Map<string, string>();
  const keys = [...gatewayAccounts(view).map(([, secret]) => secret), ...authenticatedStoresOf(view.environment).map(storePasswordSecret)];
  const problems = keys.flatMap((key) => {
    const token = secrets[key];
    if (token === undefined) return [];
    const fix = `set a random one: \`openssl rand -hex 32 | pulumi config set --stack ${stack} --secret --path 'monitoring:secrets.${key}'\``;
    const first = owners.get(token);
    if (first === undefined) owners.set(token, key);
    if (token.length < leastCharacters)
      return [`monitoring:secrets.${key}: has ${token.length} characters; it needs at least ${leastCharacters}; ${fix}`];
    if (!allowed.test(token)) return [`monitoring:secrets.${key}: contains characters other than letters, digits, - and _; ${fix}`];
    return first === undefined
      ? []
      : [`monitoring:secrets.${key}: has the same value as ${first}, so who has one also has the other; ${fix}`];
  });
  if (problems.length > 0) throw UserError.of("Tokens for the gateway or passwords of stores are refused; nothing was changed.", problems);
}
