import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { View } from "../../exporters/model/catalogue";
import { contactSecret, monitorPasswordSecret, smtpPasswordSecret } from "../../exporters/model/naming";
import { mainAddress, programs } from "../../exporters/programs";
import { receiverTypeOf, type Contact } from "../../exporters/receivers";
import { grafanaAdminSecret } from "../../exporters/programs/grafana";
import { gatusHeartbeats } from "../../exporters/uptime/gatus";
import { demoSecrets } from "../../exporters/programs/demo";
import { UserError } from "../config/errors";
import type { Secrets } from "../deploy/workload";

/** Where the local stack's secrets are, relative to the repository; git ignores it. */
export const localSecretsFile = ".state/secrets.json";

const contactsOf = (view: View): Contact[] => [
  ...view.owners.flatMap(({ contacts }) => [...contacts.critical, ...contacts.warning, ...contacts.info]),
  ...view.systems.flatMap(({ tenantContacts, automation }) => [
    ...tenantContacts,
    ...(automation === undefined ? [] : [{ via: "webhook" as const, name: automation }]),
  ]),
];

/** Address of the demo's receiver for a contact, in place of its vendor's; undefined for a type that has none there. */
function localAddress(contact: Contact): string | undefined {
  const path = receiverTypeOf(contact).demoPath?.(contact);
  return path === undefined ? undefined : `http://${mainAddress(programs.receiver)}/${path}`;
}

/** Secrets of the local stack: addresses of contacts point to the receiver, all others are made by `random` once and then kept. */
export function localSecrets(view: View, kept: Secrets, random: () => string): Secrets {
  const addresses = new Map<string, string | undefined>(
    contactsOf(view).map((contact) => [contactSecret(contact) ?? "", localAddress(contact)]),
  );
  if (view.environment.deadMansSwitch !== undefined) {
    // The receiver counts heartbeats apart from messages.
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
  for (const key of [...passwords, ...heartbeats, ...Object.values(demoSecrets), grafanaAdminSecret, smtpPasswordSecret])
    addresses.set(key, undefined);
  const fresh = [...addresses].map(([key, address]) => [key, address ?? kept[key] ?? random()] as const);
  return Object.fromEntries(Object.entries({ ...kept, ...Object.fromEntries(fresh) }).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Writes the secrets file of the local stack below `root`: new secrets are added, those there are kept, because databases were made with
 * them. The folder is closed to others. Gives the file's path and how many secrets are new.
 */
export function prepareLocalSecrets(root: string, view: View): { readonly file: string; readonly added: number } {
  const file = path.join(root, localSecretsFile);
  const kept = existsSync(file) ? readKept(file) : {};
  const secrets = localSecrets(view, kept, () => randomBytes(24).toString("base64url"));
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
      `${file} is no JSON. Remove it: new secrets are made then, and the demo's databases take them over at their next start.`,
    );
  }
}
