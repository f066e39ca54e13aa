import type { View } from "../model/catalogue";
import { stackSystem, unlistedService } from "../model/name";
import { gatewayTokenSecret, secretsFolder } from "../model/naming";
import type { SecretContent } from "../programs/secret-files";
import { browserAccount, browserAccounts, browserServices, browserSuffix, browserSystems, type TokenAccount } from "./browsers";
import { oneOfNames, resource } from "./ottl";

/** Name of the gateway's secret file with the accounts of senders and browsers. */
const accountsFile = "otlp-accounts";

/** Name of the extension that authenticates every request at the gateway's OTLP ports. */
export const senderAuthenticator = "basicauth/senders";

/** Configuration of the extension. The gateway reads the file with the accounts once, when it starts. */
export const senderExtensions = { [senderAuthenticator]: { htpasswd: { file: `${secretsFolder}/${accountsFile}` } } };

/** User name of the log agent at the gateway. No system in the catalogue can have this name as its ID. */
export const agentUser = stackSystem;

/** Returns the user names of all senders except browsers: the IDs of the systems, and `agentUser` if the environment has a log agent. */
export const sendersOf = ({ environment, systems }: View): string[] => [
  ...systems.map(({ id }) => id),
  ...(environment.logAgent === undefined ? [] : [agentUser]),
];

/** Returns the gateway's accounts: those of the senders, and those of browsers. */
export const gatewayAccounts = (view: View): TokenAccount[] => [
  ...sendersOf(view).map((sender): TokenAccount => [sender, gatewayTokenSecret(sender)]),
  ...browserAccounts(view),
];

/**
 * Returns the gateway's secret file with the accounts. The user name of a system's account is the system's ID, and the password is the
 * system's token. The log agent has an account too. The browsers of a system have a separate account, which only the OTLP proxy uses.
 */
export const accountFiles = (view: View): Record<string, SecretContent> => ({
  [accountsFile]: { accounts: Object.fromEntries(gatewayAccounts(view)) },
});

const user = `otelcol.client.auth.attributes["username"]`;

/**
 * Attributes with the system and the service that a sender claimed, if the gateway set different ones. `container` is the system that the
 * log agent sent for an unlisted container. A sender cannot set these attributes, because the gateway removes them first.
 */
export const claimAttributes = { system: "claimed_system", service: "claimed_service", container: "container_system" } as const;

/** Resource attribute that the gateway sets to `browser` on all data from browsers. Anyone can send data as a browser. */
export const sentBy = { attribute: "sent_by", browser: "browser" } as const;

/**
 * Condition on a log record or span: browsers have not sent it. Anyone can send as a browser, so alerts about senders and logs ignore such
 * data.
 */
export const notFromBrowsers = `${resource(sentBy.attribute)} == nil`;

/**
 * Statements that take the system of a container from the log agent, which reads the log files of all systems. If the system is not in the
 * catalogue, `system` becomes `unlisted`. The name that the agent sent is then in `container_system`, not in `claimed_system`, because the
 * agent only reports the name and does not claim to be this system.
 */
const agentStatements = ({ environment, systems }: View): string[] =>
  environment.logAgent === undefined
    ? []
    : [
        `set(${resource("system")}, "${unlistedService}") where ${user} == "${agentUser}"`,
        `set(${resource("system")}, ${resource("service.namespace")}) where ${user} == "${agentUser}" and IsMatch(${resource("service.namespace")}, ${oneOfNames(systems.map(({ id }) => id))})`,
        `set(${resource(claimAttributes.container)}, ${resource("service.namespace")}) where ${user} == "${agentUser}" and ${resource("system")} == "${unlistedService}" and ${resource("service.namespace")} != nil`,
        `set(${resource("service.namespace")}, ${resource("system")}) where ${user} == "${agentUser}"`,
      ];

/** Statements that set the attributes `system` and `sent_by` of data from browsers. */
const browserStatements = (view: View): string[] => {
  const systems = browserSystems(view);
  if (systems.length === 0) return [];
  return [
    `set(${resource(sentBy.attribute)}, "${sentBy.browser}") where IsMatch(${user}, "${browserSuffix}$$")`,
    ...systems.map(({ id }) => `set(${resource("system")}, "${id}") where ${user} == "${browserAccount(id)}"`),
  ];
};

/**
 * Statements that set the attribute `service` of one system's data. They keep the names of the system's services, and in environments with
 * discovery also the names in `discovered`. Browsers can send data only for services with the field `browser`.
 */
const serviceStatements = (view: View, { id, services, discovered }: View["systems"][number]): string[] => {
  const statement = (names: readonly string[], who: string): string =>
    `set(${resource("service")}, ${resource("service.name")}) where ${resource("system")} == "${id}"${who} and IsMatch(${resource("service.name")}, ${oneOfNames(names)})`;
  const all = [...services.map(({ name }) => name), ...(view.environment.discovery.length === 0 ? [] : discovered)];
  const pages = browserServices({ services }).map(({ name }) => name);
  const account = browserAccount(id);
  if (!browserSystems(view).some((system) => system.id === id)) return [statement(all, "")];
  return [statement(all, ` and ${user} != "${account}"`), statement(pages, ` and ${user} == "${account}"`)];
};

/** Condition on a log record or span: the catalogue does not name its service, and browsers have not sent it. */
export const unlisted = `${resource("service")} == "${unlistedService}" and ${notFromBrowsers}`;

/**
 * The condition `unlisted` for a log record. Records from the log agent do not meet it: a system may have containers that are not
 * monitored, such as sidecars.
 */
export const pushedUnlisted = ({ environment }: Pick<View, "environment">): string =>
  [unlisted, ...(environment.logAgent === undefined ? [] : [`${user} != "${agentUser}"`])].join(" and ");

/**
 * Returns OTTL statements that set the resource attributes `system` and `service`, copy them to `service.namespace` and `service.name`, and
 * mark data from browsers (`sentBy`). `system` is the system of the authenticated account, whatever the data says; for the log agent, it is
 * the container's system, or `unlisted`. `service` is the claimed service if the sender may send data for it in this system, else
 * `unlisted`. A sender therefore cannot create an unlimited number of series. Claims that differ are kept in `claimAttributes`.
 */
export const senderStatements = (view: View): string[] => [
  `set(${resource("system")}, ${user})`,
  ...agentStatements(view),
  ...browserStatements(view),
  `set(${resource(claimAttributes.system)}, ${resource("service.namespace")}) where ${resource("service.namespace")} != nil and ${resource("service.namespace")} != ${resource("system")}`,
  ...view.systems.flatMap((system) => serviceStatements(view, system)),
  `set(${resource(claimAttributes.service)}, ${resource("service.name")}) where ${resource("service")} == nil`,
  `set(${resource("service")}, "${unlistedService}") where ${resource("service")} == nil`,
  // Jaeger, Loki, Tempo and the service graph read these two resource attributes.
  `set(${resource("service.namespace")}, ${resource("system")})`,
  `set(${resource("service.name")}, ${resource("service")})`,
];
