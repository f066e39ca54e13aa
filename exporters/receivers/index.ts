import type { z } from "zod";
import { all } from "./all";
import type { ReceiverType } from "./model";

type Known = (typeof all)[number];
/** A contact: where a person or a program is notified. */
export type Contact = z.output<Known["schema"]>;
/** Integrations in a receiver of `alertmanager.yml`. */
export type SenderField = Known["alertmanager"]["field"];

/** The common interface of all types. */
type Any = Omit<ReceiverType<Contact>, "schema" | "key"> & {
  readonly key: string;
  readonly alertmanager: { readonly field: SenderField };
};

/** Every type of receiver. */
export const receiverTypes: readonly Any[] = all;
type SchemasOf<Types extends readonly { readonly schema: unknown }[]> = { [Index in keyof Types]: Types[Index]["schema"] };
/** The contact schemas of all types, for a union discriminated by `via`. */
export const contactSchemas = all.map(({ schema }) => schema) as unknown as SchemasOf<typeof all>;

/** The type of a contact's receiver. */
export function receiverTypeOf({ via }: Contact): Any {
  const found = receiverTypes.find((type) => type.via === via);
  if (found === undefined) throw new Error(`There is no receiver type ${via}.`);
  return found;
}

/** The name of a contact among those of its type. */
export const contactKey = (contact: Contact): string => String(Reflect.get(contact, receiverTypeOf(contact).key));
/** A contact's name in documents. */
export const contactText = (contact: Contact): string => receiverTypeOf(contact).text(contact);
/** Whether a contact pages a person. */
export const isPager = (contact: Contact): boolean => receiverTypeOf(contact).pages === true;
/** Names of the types that page. */
export const pagingTypes: readonly string[] = receiverTypes.filter(({ pages }) => pages === true).map(({ via }) => via);
