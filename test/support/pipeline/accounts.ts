import type { LogPattern } from "../../../exporters/model/logs-schema";
import type { System } from "../../../exporters/model/schema";
import type { View } from "../../../exporters/model/catalogue";
import { storePasswordSecret } from "../../../exporters/model/naming";
import { authenticatedStoresOf, storeUser } from "../../../exporters/pipeline/store-accounts";
import { basicHeader } from "../../../exporters/programs/secret-files";

/** System of the scenarios' services. Other senders use it too, unless a test names another system. */
export const senderSystem = "shop";

/** Services of the system `senderSystem`. If any other service sends for the system, the gateway sets its name to `unlisted`. */
const senders = ["web", "orders", "worker", "billing", "hostile", "patient", "sampled", "tardy"];

/** Returns the token with which the services of a system push to a gateway on loopback. */
export const tokenOf = (system: string): string => `token-of-${system}-for-a-gateway-on-loopback`;

/** Returns the value of the header `Authorization` for a system. Default of `token`: the system's token. */
export const authorization = (system: string, token = tokenOf(system)): string =>
  `Basic ${Buffer.from(`${system}:${token}`).toString("base64")}`;

/** The log pattern that the service `orders` declares. */
const refused: LogPattern = {
  name: "refused",
  matches: "^order (\\w+ )?refused$",
  level: "error",
  threshold: 1,
  for: 0,
  severity: "warning",
};

/** Adds the system of the scenarios to the view. The system's service `orders` has a pattern of log records. */
export function withSenders(view: View): View {
  const [system] = view.systems;
  const [service] = system?.services ?? [];
  if (system === undefined || service === undefined) throw new Error("The view has no system.");
  const services = senders.map((name) => ({
    ...service,
    name,
    ...(name === "orders" && { logs: { patterns: [refused] } }),
  })) as System["services"];
  return { ...view, systems: [...view.systems, { ...system, id: senderSystem, services }] };
}

/** Password of the stores on loopback. */
const storePassword = "password-of-the-stores-on-loopback";

/** Value of the header `Authorization` for the stores on loopback. */
export const storeAuthorization = basicHeader(storeUser, storePassword);

/** Options with which `fetch` logs in to a store on loopback. */
export const storeLogin = { headers: { authorization: storeAuthorization } } as const;

const storeKeys = authenticatedStoresOf({ stores: { logs: "victoria-logs", traces: "jaeger" } }).map(storePasswordSecret);

/** Returns the value of a secret of the gateway and the stores on loopback. */
export function secretValue(key: string): string {
  if (storeKeys.includes(key)) return storePassword;
  return key.startsWith("otlp-") ? tokenOf(key.replace("otlp-", "")) : secretOf(key);
}

/** Value of a secret that is neither the stores' password nor a gateway token. The gateway must not expand the dollar sign in the value. */
export const secretOf = (key: string): string => `Bearer $secret-${key}`;
