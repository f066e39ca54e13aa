import { readFileSync } from "node:fs";
import { z } from "zod";
import { isLoopback } from "../../../exporters/model/loopback";
import { storePasswordSecret } from "../../../exporters/model/naming";
import { authenticatedStoresOf, storeUser } from "../../../exporters/pipeline/store-accounts";
import { basicHeader } from "../../../exporters/programs/secret-files";
import type { Source } from "../../local/viewer/server/sources";
import { UserError } from "../../config/errors";
import { optionNames, sourceTypeOf, type SourceOption, type Stores } from "../../local/viewer/source-options";

/** Addresses of data sources from the command line, by option name. */
export type Addresses = Readonly<Partial<Record<SourceOption, string>>>;

const credentials = z.strictObject({
  prometheus: z.string().optional(),
  logs: z.string().optional(),
  traces: z.string().optional(),
});

/** Values of the header `Authorization`, by option name. */
type Credentials = z.infer<typeof credentials>;

function checked(option: string, address: string): string {
  const parsed = URL.canParse(address) ? new URL(address) : undefined;
  if (parsed === undefined || !["http:", "https:"].includes(parsed.protocol))
    throw new UserError(`--${option}: got ${JSON.stringify(address)}; it must be an address such as http://127.0.0.1:9090.`);
  if (parsed.username !== "" || parsed.password !== "")
    throw new UserError(
      `--${option}: the address contains a user or a password, which other users of this machine can see. Put it into a file and give that with --credentials.`,
    );
  return address.replace(/\/+$/, "");
}

/**
 * Reads values of the `Authorization` header from a JSON file. Throws UserError if the file cannot be read or is not valid. The error does
 * not contain the file's content.
 */
export function readCredentials(file: string): Credentials {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(`--credentials: ${file} cannot be read (${code ?? "it is not JSON"}).`);
  }
  const parsed = credentials.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new UserError(
    `--credentials: ${file} must contain an object such as {"prometheus": "Bearer <token>"}. Allowed keys are ${optionNames.join(", ")}.`,
  );
}

const isOnThisMachine = (address: string | undefined): boolean => address === undefined || isLoopback(new URL(address).host);

/**
 * Returns the logins to the stores that require a password, if the stack's secrets contain the password. Leaves out a store at an address
 * of another machine, because that address may lead to a store of another stack.
 */
export function storeCredentials(stores: Stores, secrets: Readonly<Record<string, string>>, given: Addresses = {}): Credentials {
  const logins = authenticatedStoresOf({ stores }).flatMap((store) => {
    const password = secrets[storePasswordSecret(store)];
    const option = store === stores.logs ? "logs" : "traces";
    return password === undefined || !isOnThisMachine(given[option]) ? [] : [[option, basicHeader(storeUser, password)] as const];
  });
  return Object.fromEntries(logins);
}

/** Returns the uids of the data sources that require a password and have no login. */
export const withoutLogin = (sources: readonly Source[], stores: Stores): string[] =>
  sources
    .filter(({ type, authorization }) => authorization === undefined && authenticatedStoresOf({ stores }).some((store) => store === type))
    .map(({ uid }) => uid);

/**
 * Returns the data sources, each at its given address, or else at its published port. Leaves out a data source that has neither. Throws
 * UserError for an invalid address.
 */
export function sourcesOf(
  given: Addresses,
  stores: Stores,
  ports: Readonly<Partial<Record<string, number>>>,
  secrets: Credentials = {},
): Source[] {
  return optionNames.flatMap((name) => {
    const type = sourceTypeOf(name, stores);
    const port = ports[type];
    const url = given[name] !== undefined ? checked(name, given[name]) : port === undefined ? undefined : `http://127.0.0.1:${port}`;
    const authorization = secrets[name];
    return url === undefined ? [] : [{ uid: type, type, url, ...(authorization === undefined ? {} : { authorization }) }];
  });
}
