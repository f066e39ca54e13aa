import { z } from "zod";
import { contactSchemas, receiverTypes } from "../receivers";
import { unknownVariant } from "./object";

export type { Contact } from "../receivers";

/** A contact that receives notifications. Its URL or key is a secret in the stack's configuration; `naming.contactSecret` returns the key. */
export const contact = z.discriminatedUnion("via", contactSchemas, {
  error: unknownVariant(
    "via",
    receiverTypes.map(({ via }) => via),
  ),
});
