import { contactSchemas, receiverTypes } from "../../../exporters/receivers";
import { secretsFolder } from "../../../exporters/model/naming";
import type { Alertmanager } from "./shapes";

/** One contact that a receiver notifies. */
export interface ContactShape {
  /** Name in the form that the generated documents use, such as `Slack #shop-alerts`. */
  readonly name: string;
  /** The settings of the notification, without the address. */
  readonly message: Readonly<Record<string, unknown>>;
}

/** Converts a secret's name, like `slack-shop-alerts`, to the contact's name in the generated documents. Returns other names unchanged. */
function nameOfSecret(secret: string): string {
  for (const [index, type] of receiverTypes.entries()) {
    if (!secret.startsWith(`${type.via}-`)) continue;
    const contact = contactSchemas[index]?.safeParse({ via: type.via, [type.key]: secret.slice(type.via.length + 1) });
    if (contact?.success === true) return type.text(contact.data);
  }
  return secret;
}

const addressed = (config: Readonly<Record<string, unknown>>): [string, string][] =>
  Object.entries(config).flatMap(([field, value]): [string, string][] => {
    if (typeof value !== "string") return [];
    if (value.startsWith(`${secretsFolder}/`)) return [[field, nameOfSecret(value.slice(secretsFolder.length + 1))]];
    if (field === "to") return [[field, value]];
    return [];
  });

function contactOf(field: string, config: Readonly<Record<string, unknown>>): ContactShape {
  const [[at, name] = ["url", typeof config["url"] === "string" ? `webhook ${config["url"]}` : field]] = addressed(config);
  return { name, message: Object.fromEntries(Object.entries(config).filter(([key]) => key !== at)) };
}

/** The contacts of each receiver, by the receiver's name. */
export function contactsByReceiver(receivers: Alertmanager["receivers"]): ReadonlyMap<string, readonly ContactShape[]> {
  return new Map(
    receivers.map(({ name, ...fields }) => [
      name,
      Object.entries(fields).flatMap(([field, configs]) =>
        Array.isArray(configs) ? configs.map((config: unknown) => contactOf(field, (config ?? {}) as Record<string, unknown>)) : [],
      ),
    ]),
  );
}
