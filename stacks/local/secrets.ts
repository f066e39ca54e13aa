import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { View } from "../../exporters/model/catalogue";
import {
  contactSecret,
  monitorPasswordSecret,
  proxyCertificateSecret,
  smtpPasswordSecret,
  storePasswordSecret,
} from "../../exporters/model/naming";
import { gatewayAccounts } from "../../exporters/pipeline/senders";
import { authenticatedStoresOf } from "../../exporters/pipeline/store-accounts";
import { mainAddress, programs } from "../../exporters/programs";
import { receiverTypeOf, type Contact } from "../../exporters/receivers";
import { grafanaAdminSecret } from "../../exporters/programs/grafana";
import { keySecrets } from "../../exporters/scrape/separate-jobs";
import { systemTargets } from "../../exporters/scrape/targets";
import { gatusHeartbeats } from "../../exporters/uptime/gatus";
import { demoSecrets } from "../../exporters/programs/demo";
import { UserError } from "../config/errors";
import type { Secrets } from "../deploy/workload";
import { localCertificate } from "./certificate";

/** Path of the local stack's secrets file, relative to the repository. Git ignores the file. */
export const localSecretsFile = ".state/secrets.json";

const contactsOf = (view: View): Contact[] => [
  ...view.owners.flatMap(({ contacts }) => [...contacts.critical, ...contacts.warning, ...contacts.info]),
  ...view.systems.flatMap(({ tenantContacts, automation }) => [
    ...tenantContacts,
    ...(automation === undefined ? [] : [{ via: "webhook" as const, name: automation }]),
  ]),
];

/** The address at the demo's receiver that replaces a contact's real address; undefined for a type that the receiver does not support. */
function localAddress(contact: Contact): string | undefined {
  const path = receiverTypeOf(contact).demoPath?.(contact);
  return path === undefined ? undefined : `http://${mainAddress(programs.receiver)}/${path}`;
}

/**
 * The secrets of the local stack. Addresses of contacts point to the demo's receiver, if the receiver supports their type. Every other
 * secret has its value in `kept`. If `kept` has no value, `random` generates one.
 */
export function localSecrets(view: View, kept: Secrets, random: () => string): Secrets {
  const addresses = new Map<string, string | undefined>(
    contactsOf(view).map((contact) => [contactSecret(contact) ?? "", localAddress(contact)]),
  );
  if (view.environment.deadMansSwitch !== undefined) {
    // The receiver has a separate path for heartbeats.
    addresses.set(
      contactSecret({ via: "webhook", name: view.environment.deadMansSwitch }) ?? "",
      `http://${mainAddress(programs.receiver)}/heartbeat`,
    );
  }
  addresses.delete("");
  const passwords = view.systems.flatMap((system) =>
    system.services.flatMap((service) =>
      service.kind === "redis" || (service.kind === "postgres" && service.replicaOf === undefined)
        ? [monitorPasswordSecret(system.id, service.name)]
        : [],
    ),
  );
  const heartbeats = gatusHeartbeats(view).map(({ secret }) => secret);
  const tokens = gatewayAccounts(view).map(([, secret]) => secret);
  const endpoints = keySecrets(systemTargets(view));
  const stores = authenticatedStoresOf(view.environment).map(storePasswordSecret);
  for (const key of [
    ...passwords,
    ...heartbeats,
    ...tokens,
    ...endpoints,
    ...stores,
    ...Object.values(demoSecrets),
    grafanaAdminSecret,
    smtpPasswordSecret,
  ])
    addresses.set(key, undefined);
  const fresh = [...addresses].map(([key, address]) => [key, address ?? kept[key] ?? random()] as const);
  return Object.fromEntries(Object.entries({ ...kept, ...Object.fromEntries(fresh) }).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Writes the local stack's secrets file to the repository `root`. Adds missing secrets and keeps existing passwords, because the databases
 * were created with them. Only the owner can read the file's folder. Returns the file's path and the number of new secrets. Throws
 * UserError if an existing file is not JSON, or if openssl cannot make the certificate of the OTLP proxy.
 */
export function prepareLocalSecrets(root: string, view: View): { readonly file: string; readonly added: number } {
  const file = path.join(root, localSecretsFile);
  const kept = existsSync(file) ? readKept(file) : {};
  const secrets = {
    ...(view.environment.publicOtlp?.tls === "proxy" && { [proxyCertificateSecret]: kept[proxyCertificateSecret] ?? localCertificate() }),
    ...localSecrets(view, kept, () => randomBytes(32).toString("base64url")),
  };
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  chmodSync(path.dirname(file), 0o700);
  const content = `${JSON.stringify(secrets, null, 2)}\n`;
  writeFileSync(`${file}.new`, content, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return { file, added: Object.keys(secrets).filter((key) => kept[key] === undefined).length };
}

function readKept(file: string): Secrets {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Secrets;
  } catch {
    throw new UserError(
      `${file} is not JSON. Remove it: \`npm run up\` then generates new secrets, and the demo's databases use them from their next start.`,
    );
  }
}
