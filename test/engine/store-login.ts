import { readFileSync } from "node:fs";
import path from "node:path";
import { storePasswordSecret } from "../../exporters/model/naming";
import { storeUser, type AuthenticatedStore } from "../../exporters/pipeline/store-accounts";
import { basicHeader } from "../../exporters/programs/secret-files";
import type { Programs } from "../../stacks/local/programs";
import { localSecretsFile } from "../../stacks/local/secrets";
import { text } from "../support/until";

/** Returns the value of the header `Authorization` for each store of the local stack in the repository `root`. */
export function storeAuthorization(root: string): Record<AuthenticatedStore, string> {
  const secrets = JSON.parse(readFileSync(path.join(root, localSecretsFile), "utf8")) as Readonly<Record<string, string>>;
  const login = (store: AuthenticatedStore): string => basicHeader(storeUser, secrets[storePasswordSecret(store)] ?? "");
  return { "victoria-logs": login("victoria-logs"), jaeger: login("jaeger") };
}

/** Requests a path of a store of the local stack, with its password. */
export const storeText = (root: string, programs: Programs, store: AuthenticatedStore, where: string): Promise<string> =>
  text(`${programs.needed(store)}${where}`, { headers: { authorization: storeAuthorization(root)[store] } });
