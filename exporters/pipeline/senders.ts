import type { View } from "../model/catalogue";
import { stackSystem, unlistedService } from "../model/name";
import { gatewayTokenSecret, secretsFolder } from "../model/naming";
import type { SecretContent } from "../programs/secret-files";
import { resource } from "./ottl";

/** Name of the gateway's secret file with one account for each sender. */
const accountsFile = "otlp-accounts";

/** Name of the extension that authenticates every request at the gateway's OTLP ports. */
export const senderAuthenticator = "basicauth/senders";

/** Configuration of the extension. The gateway reads the file once, when it starts. */
export const senderExtensions = { [senderAuthenticator]: { htpasswd: { file: `${secretsFolder}/${accountsFile}` } } };

/** User name of the log agent at the gateway. No system in the catalogue can have this ID. */
export const agentUser = stackSystem;

/** Returns the user names that the gateway accepts: the IDs of the systems, and that of the log agent if the environment has one. */
export const sendersOf = ({ environment, systems }: View): string[] => [
  ...systems.map(({ id }) => id),
  ...(environment.logAgent === undefined ? [] : [agentUser]),
];

/** Returns the gateway's secret file with one account for each sender: its ID as the user name, and its token as the password. */
export const accountFiles = (view: View): Record<string, SecretContent> => ({
  [accountsFile]: { accounts: Object.fromEntries(sendersOf(view).map((sender) => [sender, gatewayTokenSecret(sender)])) },
});

const user = `otelcol.client.auth.attributes["username"]`;
const listed = (names: readonly string[]): string => `"^(${names.join("|")})$$"`;

/**
 * Attributes with the system and the service that a sender claimed, where the gateway set another value. A sender cannot set them: the
 * gateway removes them first.
 */
export const claimAttributes = { system: "claimed_system", service: "claimed_service", container: "container_system" } as const;

/**
 * Statements that take the system of a container from the log agent, which reads the containers of all systems. If the system is not in the
 * catalogue, `system` becomes `unlisted`. The name that the agent sent is then in a separate attribute, because it is no claim of a sender.
 */
const agentStatements = ({ environment, systems }: View): string[] =>
  environment.logAgent === undefined
    ? []
    : [
        `set(${resource("system")}, "${unlistedService}") where ${user} == "${agentUser}"`,
        `set(${resource("system")}, ${resource("service.namespace")}) where ${user} == "${agentUser}" and IsMatch(${resource("service.namespace")}, ${listed(systems.map(({ id }) => id))})`,
        `set(${resource(claimAttributes.container)}, ${resource("service.namespace")}) where ${user} == "${agentUser}" and ${resource("system")} == "${unlistedService}" and ${resource("service.namespace")} != nil`,
        `set(${resource("service.namespace")}, ${resource("system")}) where ${user} == "${agentUser}"`,
      ];

/**
 * OTTL statements for the resource that set the attributes `system` and `service`. `system` is the authenticated sender, whatever the data
 * says; for the log agent, it is the container's system. `service` is the claimed service if the catalogue lists it in this system, else
 * `unlisted`: labels of metrics and streams have only values from the catalogue, so a sender cannot create series without limit. Claims
 * that differ are kept in other attributes.
 */
export const senderStatements = (view: View): string[] => [
  `set(${resource("system")}, ${user})`,
  ...agentStatements(view),
  `set(${resource(claimAttributes.system)}, ${resource("service.namespace")}) where ${resource("service.namespace")} != nil and ${resource("service.namespace")} != ${resource("system")}`,
  ...view.systems.map(
    ({ id, services }) =>
      `set(${resource("service")}, ${resource("service.name")}) where ${resource("system")} == "${id}" and IsMatch(${resource("service.name")}, ${listed(services.map(({ name }) => name))})`,
  ),
  `set(${resource(claimAttributes.service)}, ${resource("service.name")}) where ${resource("service")} == nil`,
  `set(${resource("service")}, "${unlistedService}") where ${resource("service")} == nil`,
  // Jaeger, Loki, Tempo and the service graph read these two names.
  `set(${resource("service.namespace")}, ${resource("system")})`,
  `set(${resource("service.name")}, ${resource("service")})`,
];
