import type { Environment } from "../model/environments-schema";
import { secretsFolder, storePasswordSecret } from "../model/naming";
import type { SecretContent, SecretDocument } from "../programs/secret-files";

/** Stores that can authenticate requests. Loki and Tempo cannot, so the stack's networks protect them. */
const authenticated = ["victoria-logs", "jaeger"] as const;
export type AuthenticatedStore = (typeof authenticated)[number];

/** User name of the only account of a store. */
export const storeUser = "monitoring";

/** Returns the stores of an environment that require a password. */
export const authenticatedStoresOf = ({ stores }: Pick<Environment, "stores">): AuthenticatedStore[] =>
  authenticated.filter((store) => store === stores.logs || store === stores.traces);

/** Name of the secret file with the password of a store. */
const passwordFile = (store: AuthenticatedStore): string => `${store}-password`;

/** Path of the secret file with the password of a store. */
export const passwordPath = (store: AuthenticatedStore): string => `${secretsFolder}/${passwordFile(store)}`;

const userFile = (store: AuthenticatedStore): string => `${store}-user`;

/**
 * Path of the file with the user name of a store. It is in the same folder as the password, because the Prometheus Operator reads both from
 * one Secret.
 */
export const userPath = (store: AuthenticatedStore): string => `${secretsFolder}/${userFile(store)}`;

/** Returns the secret file with the password of a store. */
export const passwordFiles = (store: AuthenticatedStore): Record<string, SecretContent> => ({
  [passwordFile(store)]: { secret: storePasswordSecret(store) },
});

/** Returns the secret files with the user name and the password of a store. */
export const loginFiles = (store: AuthenticatedStore): Record<string, SecretContent> => ({
  [userFile(store)]: { text: storeUser },
  ...passwordFiles(store),
});

const accountsFile = "store-accounts";

/** Path of the secret file with the account of Jaeger, in the format of htpasswd. */
export const storeAccountsPath = `${secretsFolder}/${accountsFile}`;

/** Returns the secret file with the account of Jaeger. */
export const storeAccountFiles = (): Record<string, SecretContent> => ({
  [accountsFile]: { accounts: { [storeUser]: storePasswordSecret("jaeger") } },
});

/** Name of the gateway's secret file with the header `Authorization` for each store that requires a password. */
const headersFile = "store-headers.json";

/**
 * Returns the arguments and the secret file with which the gateway logs in to the stores of an environment. The Collector merges all its
 * configuration files. Its extension `basicauth` is not used, because the extension refuses gRPC connections without TLS. `exporters`
 * contains the names of the gateway's exporters to the stores.
 */
export function storeHeaders(
  environment: Pick<Environment, "stores">,
  exporters: Readonly<Record<"logs" | "traces", string>>,
): { readonly args: readonly string[]; readonly secretFiles: Readonly<Record<string, SecretContent>> } {
  const stores = authenticatedStoresOf(environment);
  if (stores.length === 0) return { args: [], secretFiles: {} };
  const withHeader = (store: AuthenticatedStore): readonly [string, SecretDocument] => [
    exporters[store === environment.stores.logs ? "logs" : "traces"],
    { headers: { authorization: { secret: storePasswordSecret(store), basicUser: storeUser } } },
  ];
  return {
    args: [`--config=${secretsFolder}/${headersFile}`],
    secretFiles: { [headersFile]: { document: { exporters: Object.fromEntries(stores.map(withHeader)) } } },
  };
}
