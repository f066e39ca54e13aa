import { UserError } from "../../../config/errors";
import { objectOf } from "../json";
import type { Vendor } from "../vendors";
import type { Answer } from "./answer";

/** What a person must know of a request that failed: the vendor, the resource, what to do. Printed as it is. */
export class VendorError extends UserError {
  constructor(message: string) {
    super(message);
    this.name = "VendorError";
    this.stack = "";
  }
}

/** What was tried, for messages: `create`, and `the project "web" of the organization acme`. */
export interface Deed {
  readonly verb: "create" | "read" | "update" | "delete" | "look up";
  readonly what: string;
}

/** An answer as an error's reason: the vendor's own sentence, short. */
export function told({ status, body, failure }: Answer): string {
  if (failure !== undefined) return failure;
  const { detail, message, error, errors } = objectOf(body);
  const said = [detail, message, error, errors, body].find((part) => part !== undefined && part !== null && part !== "");
  const text = said === undefined ? "" : typeof said === "string" ? said : JSON.stringify(said);
  const short = text.replace(/\s+/g, " ").slice(0, 300);
  return short === "" || short.startsWith("<") ? `status ${status}` : `status ${status}: ${short}`;
}

/** The command that sets a token. */
export const setToken = (key: string): string => `pulumi config set --secret --path 'monitoring:secrets.${key}'`;

const planWords = /\b(limit|quota|plan|upgrade|billing|subscription|seat)/i;
/** Whether an answer says that the account may not have more. */
export const isPlanLimit = (answer: Answer): boolean =>
  answer.status === 402 || ([400, 403, 409, 422].includes(answer.status) && planWords.test(told(answer)));

/** The sentence for an answer that is no success. */
export function explainAnswer(vendor: Vendor, tokenSecret: string, { verb, what }: Deed, answer: Answer): VendorError {
  const failed = `${vendor.name}: could not ${verb} ${what}`;
  const because = told(answer);
  const { status } = answer;
  if (status === 401)
    return new VendorError(
      `${failed}: the token is refused (${because}). Make ${vendor.makeToken}, and set it: \`${setToken(tokenSecret)}\`.`,
    );
  if (isPlanLimit(answer)) return new VendorError(`${failed}: the limit of the plan is reached (${because}). ${vendor.plan}.`);
  if (status === 403)
    return new VendorError(
      `${failed}: the token may not do this (${because}). It must be ${vendor.makeToken}; set one: \`${setToken(tokenSecret)}\`.`,
    );
  if (status === 404)
    return new VendorError(
      verb === "update"
        ? `${failed}: it is gone (${because}). Run \`pulumi refresh\`, then \`pulumi up\` makes it again.`
        : `${failed}: the vendor does not know where it belongs (${because}). Check the names in it, and that the token belongs to them.`,
    );
  if (status === 429)
    return new VendorError(`${failed}: too many requests (${because}). What was made is kept; run the same command again in some minutes.`);
  if (status === 0 || status >= 500)
    return new VendorError(
      `${failed}: it does not answer as it should (${because}). What was made is kept and found again; run the same command again when the vendor is well.`,
    );
  if (status >= 300 && status < 400)
    return new VendorError(`${failed}: its address sends us elsewhere (${answer.header("location") ?? because}). Set \`baseUrl\` to that.`);
  return new VendorError(`${failed}: it was refused (${because}). Change what the vendor names and run the same command again.`);
}
