import { replacementOf, secretPatterns, type SecretPattern } from "../../../exporters/pipeline/secrets";

/** The JavaScript form of a pattern. */
export const expressionOf = ({ source, ignoreCase }: SecretPattern): RegExp => new RegExp(source, ignoreCase === true ? "giu" : "gu");

/** The text as the gateway stores it, computed without the gateway. */
export const masked = (text: string): string =>
  secretPatterns.reduce((sofar, pattern) => sofar.replace(expressionOf(pattern), replacementOf(pattern)), text);
