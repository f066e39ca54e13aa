import type { z } from "zod";
import { all } from "./all";
import { tenantPlaceholder, type ReceiverType } from "./model";

type Known = (typeof all)[number];
/** A contact in the catalogue: the email address, channel, PagerDuty service or webhook that receives notifications. */
export type Contact = z.output<Known["schema"]>;
/** Name of an integration list in a receiver of `alertmanager.yml`, such as `slack_configs`. */
export type SenderField = Known["alertmanager"]["field"];

/** The common interface of all receiver types. */
type Any = Omit<ReceiverType<Contact>, "schema" | "key"> & {
  readonly key: string;
  readonly alertmanager: { readonly field: SenderField };
};

/** Every type of receiver. */
export const receiverTypes: readonly Any[] = all;
type SchemasOf<Types extends readonly { readonly schema: unknown }[]> = { [Index in keyof Types]: Types[Index]["schema"] };
/** Contact schemas of all receiver types, for a union discriminated by `via`. */
export const contactSchemas = all.map(({ schema }) => schema) as unknown as SchemasOf<typeof all>;

/** Returns the receiver type that a contact names in `via`. Throws Error for an unknown type. */
export function receiverTypeOf({ via }: Contact): Any {
  const found = receiverTypes.find((type) => type.via === via);
  if (found === undefined) throw new Error(`There is no receiver type ${via}.`);
  return found;
}

/** Returns the value of the contact's key field: its name, channel, service or address. It is unique among the contacts of one type. */
export const contactKey = (contact: Contact): string => String(Reflect.get(contact, receiverTypeOf(contact).key));
/** Returns a contact's name for documents, for example `Slack #shop`. */
export const contactText = (contact: Contact): string => receiverTypeOf(contact).text(contact);
/** Whether the contact's address contains `{tenant}`. Only `tenantContacts` may have such an address. */
export const isPerTenant = (contact: Contact): boolean => contactKey(contact).includes(tenantPlaceholder);
/** Whether notifications to a contact page a person. */
export const isPager = (contact: Contact): boolean => receiverTypeOf(contact).pages === true;
/** Names (`via`) of the receiver types that page. */
export const pagingTypes: readonly string[] = receiverTypes.filter(({ pages }) => pages === true).map(({ via }) => via);
