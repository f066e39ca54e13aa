import type { View } from "../../exporters/model/catalogue";
import { gatewayTokenSecret } from "../../exporters/model/naming";
import { sendersOf } from "../../exporters/pipeline/senders";
import { UserError } from "../config/errors";
import type { Secrets } from "./workload";

/** Minimum number of characters of a token. The gateway compares tokens without delay, so a short one could be guessed. */
const leastCharacters = 32;

/** Characters that need no escape in `OTEL_EXPORTER_OTLP_HEADERS` and in the gateway's file of accounts. */
const allowed = /^[A-Za-z0-9_-]*$/;

/**
 * Throws UserError if a token with which the services of a system push to the gateway is short, has other characters than letters, digits,
 * `-` and `_`, or is also the token of another system. The message never contains a token.
 */
export function assertGatewayTokens(stack: string, view: View, secrets: Secrets): void {
  const owners = new Map<string, string>();
  const problems = sendersOf(view).flatMap((sender) => {
    const key = gatewayTokenSecret(sender);
    const token = secrets[key];
    if (token === undefined) return [];
    const fix = `set a random one: \`openssl rand -hex 32 | pulumi config set --stack ${stack} --secret --path 'monitoring:secrets.${key}'\``;
    const first = owners.get(token);
    if (first === undefined) owners.set(token, key);
    if (token.length < leastCharacters)
      return [`monitoring:secrets.${key}: has ${token.length} characters; a token has at least ${leastCharacters}; ${fix}`];
    if (!allowed.test(token)) return [`monitoring:secrets.${key}: has other characters than letters, digits, - and _; ${fix}`];
    return first === undefined
      ? []
      : [`monitoring:secrets.${key}: is the same token as ${first}, so one system could send as the other; ${fix}`];
  });
  if (problems.length > 0) throw UserError.of("Tokens for the gateway are refused; nothing was changed.", problems);
}
