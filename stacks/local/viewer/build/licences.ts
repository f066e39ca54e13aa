/** Licences that packages in the page may have. None of them requires the publication of the source of programs that use the package. */
const allowed = [
  "MIT",
  "MIT-0",
  "Apache-2.0",
  "ISC",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "0BSD",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "OFL-1.1",
  "Unlicense",
  "Zlib",
];

/** Packages without the field `license`, with the licence from the package's licence file. */
const read: Readonly<Record<string, string>> = {
  "fast-shallow-equal": "Unlicense",
  "react-universal-interface": "Unlicense",
};

/** Packages without a licence. Only `slate-react` needs them. The build leaves out `slate-react`, so the page does not contain them. */
export const notInPage: readonly string[] = ["get-document"];

/** Licence of a package: the field `license`, or else the licence from the package's licence file. Undefined if neither is known. */
export const licenceOf = (name: string, field: string | undefined): string | undefined => field ?? read[name];

/**
 * Whether a licence expression is allowed. All parts of an AND, and at least one part of an OR, must be allowed. If an expression has
 * parentheses, an AND and an OR, all parts must be allowed.
 */
export function isAllowed(licence: string): boolean {
  const text = licence.replaceAll(/[()]/g, "");
  if (text !== licence && text.includes(" OR ") && text.includes(" AND "))
    return text.split(/ (?:OR|AND) /).every((part) => allowed.includes(part.trim()));
  if (text.includes(" OR ")) return text.split(" OR ").some((part) => isAllowed(part));
  return text.split(" AND ").every((part) => allowed.includes(part.trim()));
}
