/** Words in names of request headers and query parameters whose values are usually secrets. */
const secretWords =
  /(^|[^a-z])(auth|authorization|bearer|cookie|credentials?|jwt|passwd|password|pwd|secret|session(id)?|sig|signature|token|pass(phrase|word)?)([^a-z]|$)|api[-_]?(key|token)|(access|auth|client|csrf|id|private|refresh|secret|xsrf)[-_]?(key|token|secret)/i;

/** Separates the words of a camel-case name: `fooToken` becomes `foo-Token`, and `FOOToken` becomes `FOO-Token`. */
const words = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").replace(/([A-Z])([A-Z][a-z])/g, "$1-$2");

/** Whether a value looks generated: long, with letters and digits. */
const looksGenerated = (value: string): boolean => value.length >= 16 && /[A-Za-z]/.test(value) && /\d/.test(value);

/** Whether a header or a query parameter with this name usually carries a secret. */
export const namesSecret = (name: string): boolean => secretWords.test(words(name));

/**
 * Returns the name of a query parameter that carries a secret, or undefined. The parameter `key` counts only if its value looks generated.
 */
export const secretInQuery = (query: string): string | undefined =>
  [...new URLSearchParams(query)].find(([name, value]) => namesSecret(name) || (/^key$/i.test(name) && looksGenerated(value)))?.[0];
