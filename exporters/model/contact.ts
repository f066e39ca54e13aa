import { z } from "zod";
import { contactKey, contactSchemas, isPerTenant, receiverTypeOf, receiverTypes } from "../receivers";
import { unknownVariant } from "./object";
import { show } from "./units";

export type { Contact } from "../receivers";

/**
 * A contact that receives notifications. Its URL or integration key is a secret; `naming.contactSecret` returns the key of the secret. An
 * email address is not secret.
 */
export const contact = z.discriminatedUnion("via", contactSchemas, {
  error: unknownVariant(
    "via",
    receiverTypes.map(({ via }) => via),
  ),
});

/** A contact of a team. The contact's address may not contain `{tenant}`, because a notification to a team may be about several tenants. */
export const ownContact = contact.superRefine((value, context) => {
  if (!isPerTenant(value)) return;
  context.addIssue({
    code: "custom",
    path: [receiverTypeOf(value).key],
    message: `got ${show(contactKey(value))}; only tenantContacts may contain {tenant}, because notifications to a team may be about several tenants: write an address without it`,
  });
});
