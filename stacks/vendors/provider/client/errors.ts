import { UserError } from "../../../config/errors";
import { objectOf, textOf } from "../json";
import type { Vendor } from "../vendors";
import type { Answer } from "./answer";

/** The error of a failed operation. Its message is for the user and is printed unchanged, without a stack trace. */
export class VendorError extends UserError {
  constructor(message: string) {
    super(message);
    this.name = "VendorError";
    this.stack = "";
  }
}

/** The attempted operation, for messages. For example, `verb` is `create` and `what` is `the project web (organization acme)`. */
export interface Deed {
  readonly verb: "create" | "read" | "update" | "delete" | "look up";
  readonly what: string;
}

/** Why an operation failed: the status and the start of the vendor's message, or, without a response, the network error or timeout. */
export function reasonIn({ status, body, failure }: Answer): string {
  if (failure !== undefined) return failure;
  const { detail, message, error, errors } = objectOf(body);
  const said = [detail, message, error, errors, body].find((part) => part !== undefined && part !== null && part !== "");
  const text = said === undefined ? "" : typeof said === "string" ? said : JSON.stringify(said);
  const short = text.replace(/\s+/g, " ").slice(0, 300);
  return short === "" || short.startsWith("<") ? `status ${status}` : `status ${status}: ${short}`;
}

/** The command that sets the secret with this key. */
export const setToken = (key: string): string => `pulumi config set --secret --path 'monitoring:secrets.${key}'`;

const planWords = /\b(limit|quota|plan|upgrade|billing|subscription|seat)/i;
/** Words that occur only in messages about a subscription. `limit` and `seat` alone also occur for an invalid value or a conflict. */
const buyWords = /\b(upgrade|billing|subscription|(your|free|current|paid|this) plan|(quota|limit) (reached|exceeded|of your))\b/i;
/** Whether a response says that the limit of the user's subscription at the vendor is reached. */
export function isPlanLimit(answer: Answer): boolean {
  const { status } = answer;
  if (status === 402) return true;
  if (status === 403 || status === 422) return planWords.test(reasonIn(answer));
  return (status === 400 || status === 409) && buyWords.test(reasonIn(answer));
}

/** The slug of a Sentry project to which a response redirects; undefined for other responses. */
const renamedTo = ({ body }: Answer): string | undefined => {
  const { extra, slug } = objectOf(objectOf(body)["detail"]);
  return textOf(objectOf(extra)["slug"]) ?? textOf(slug);
};

/** Converts an error response to an error with an explanation. */
export function explainAnswer(vendor: Vendor, tokenSecret: string, { verb, what }: Deed, answer: Answer): VendorError {
  const failed = `${vendor.name}: could not ${verb} ${what}`;
  const because = reasonIn(answer);
  const { status } = answer;
  if (status === 401)
    return new VendorError(
      `${failed}: the token was rejected (${because}). Create ${vendor.makeToken}, and set it: \`${setToken(tokenSecret)}\`.`,
    );
  if (isPlanLimit(answer)) return new VendorError(`${failed}: the limit of the plan is reached (${because}). ${vendor.plan}.`);
  if (status === 403)
    return new VendorError(
      `${failed}: the token has no permission for this (${because}). It must be ${vendor.makeToken}; set it: \`${setToken(tokenSecret)}\`.`,
    );
  if (status === 404)
    return new VendorError(
      verb === "update"
        ? `${failed}: it no longer exists (${because}). Run \`pulumi refresh\`, then recreate it with \`pulumi up\`.`
        : `${failed}: the vendor did not find its parent (${because}). Check its names, and that the token has access to them.`,
    );
  if (status === 429)
    return new VendorError(
      `${failed}: too many requests (${because}). What was created is kept; run the same command again in a few minutes.`,
    );
  if (status === 0 || status >= 500)
    return new VendorError(
      `${failed}: the vendor is unavailable (${because}). What was created is kept; run the same command again when the vendor is available.`,
    );
  const renamed = status >= 300 && status < 400 ? renamedTo(answer) : undefined;
  if (renamed !== undefined)
    return new VendorError(
      `${failed}: its project was renamed to ${renamed} at ${vendor.name}. Run \`pulumi refresh\`, then \`pulumi up\`, which restores the slug of the catalogue.`,
    );
  if (status >= 300 && status < 400)
    return new VendorError(
      `${failed}: its address redirects (${answer.header("location") ?? because}). Set \`baseUrl\` to the new address.`,
    );
  return new VendorError(`${failed}: the vendor refused it (${because}). Correct the input and run the same command again.`);
}
