import type { View } from "../model/catalogue";
import { isLoopback } from "../model/loopback";
import { browserTokenSecret } from "../model/naming";
import { publicHost } from "../model/public-url";
import type { HttpService, System } from "../model/schema";

/** Suffix of the account with which the browsers of a system send telemetry. The ID of the system precedes the suffix. */
export const browserSuffix = "/browser";

/** Returns the account with which the browsers of a system send telemetry. No system can have an ID with the suffix. */
export const browserAccount = (system: string): string => `${system}${browserSuffix}`;

/** Returns the services of a system whose pages send telemetry from browsers. */
export const browserServices = ({ services }: Pick<System, "services">): HttpService[] =>
  services.flatMap((service) => (service.kind === "http" && service.browser !== undefined ? [service] : []));

/** Returns the systems with pages that send telemetry from browsers. Empty in an environment without a public address for OTLP. */
export const browserSystems = ({ environment, systems }: View): System[] =>
  environment.publicOtlp === undefined ? [] : systems.filter((system) => browserServices(system).length > 0);

/** An account with the key of the secret that holds its token. */
export type TokenAccount = readonly [account: string, secret: string];

/** Returns the accounts with which browsers send telemetry: one for each system in `browserSystems`. */
export const browserAccounts = (view: View): TokenAccount[] =>
  browserSystems(view).map(({ id }) => [browserAccount(id), browserTokenSecret(id)]);

/**
 * Returns the origins of a service's pages in an environment, sorted: that of the public host, and those that the catalogue lists. The
 * pages of a loopback address have no TLS.
 */
export const originsOf = (environment: string, system: Pick<System, "hosts">, service: HttpService): string[] => {
  const host = publicHost(environment, system, service);
  return [
    ...new Set([
      ...(host === undefined ? [] : [`${isLoopback(host) ? "http" : "https"}://${host}`]),
      ...(service.browser?.origins[environment] ?? []),
    ]),
  ].sort();
};
