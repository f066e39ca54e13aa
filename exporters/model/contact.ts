import { z } from "zod";
import { contactKey, contactSchemas, isPerTenant, receiverTypeOf, receiverTypes } from "../receivers";
import { unknownVariant } from "./object";
import { show } from "./units";

export type { Contact } from "../receivers";

/**
 * A contact that receives notifications. Its URL or integration key is a secret, except for email. `naming.contactSecret` returns the name
 * of that secret.
 */
export const contact = z.discriminatedUnion("via", contactSchemas, {
  error: unknownVariant(
    "via",
    receiverTypes.map(({ via }) => via),
  ),
});

/** A contact of a team. Notifications to a team may be about several tenants, so the contact's address may not depend on the tenant. */
export const ownContact = contact.superRefine((value, context) => {
  if (!isPerTenant(value)) return;
  context.addIssue({
    code: "custom",
    path: [receiverTypeOf(value).key],
    message: `got ${show(contactKey(value))}; only tenantContacts may contain {tenant}, because notifications to a team may be about several tenants: write an address without it`,
  });
});
