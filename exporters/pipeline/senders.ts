import type { View } from "../model/catalogue";
import { unlistedService } from "../model/name";
import { gatewayTokenSecret, secretsFolder } from "../model/naming";
import type { SecretContent } from "../programs/secret-files";

/** Name of the gateway's secret file with one account for each system of the environment. */
const accountsFile = "otlp-accounts";

/** Name of the extension that authenticates every request at the gateway's OTLP ports. */
export const senderAuthenticator = "basicauth/senders";

/** Configuration of the extension. The gateway reads the file once, when it starts. */
export const senderExtensions = { [senderAuthenticator]: { htpasswd: { file: `${secretsFolder}/${accountsFile}` } } };

/** Returns the gateway's secret file: the user name of an account is the ID of the system, and its password is the token of the system. */
export const accountFiles = (view: View): Record<string, SecretContent> => ({
  [accountsFile]: { accounts: Object.fromEntries(view.systems.map(({ id }) => [id, gatewayTokenSecret(id)])) },
});

const attribute = (name: string): string => `resource.attributes["${name}"]`;
const user = `otelcol.client.auth.attributes["username"]`;
const listed = (names: readonly string[]): string => `"^(${names.join("|")})$$"`;

/**
 * Attributes with the system and the service that a sender claimed, where the gateway set another value. A sender cannot set them: the
 * gateway removes them first.
 */
export const claimAttributes = { system: "claimed_system", service: "claimed_service" } as const;

/**
 * OTTL statements for the resource that set the attributes `system` and `service`. The system is the authenticated sender, whatever the
 * data says. The service is the claimed one if the catalogue lists it in this system, else `unlisted`: labels of metrics and streams
 * have only values from the catalogue, so a sender cannot create series without limit. Claims that differ are kept in other attributes.
 */
export const senderStatements = (view: View): string[] => [
  `set(${attribute("system")}, ${user})`,
  `set(${attribute(claimAttributes.system)}, ${attribute("service.namespace")}) where ${attribute("service.namespace")} != nil and ${attribute("service.namespace")} != ${attribute("system")}`,
  ...view.systems.map(
    ({ id, services }) =>
      `set(${attribute("service")}, ${attribute("service.name")}) where ${attribute("system")} == "${id}" and IsMatch(${attribute("service.name")}, ${listed(services.map(({ name }) => name))})`,
  ),
  `set(${attribute(claimAttributes.service)}, ${attribute("service.name")}) where ${attribute("service")} == nil`,
  `set(${attribute("service")}, "${unlistedService}") where ${attribute("service")} == nil`,
  // Jaeger, Loki, Tempo and the service graph read these two names.
  `set(${attribute("service.namespace")}, ${attribute("system")})`,
  `set(${attribute("service.name")}, ${attribute("service")})`,
];
