/** Licences of packages that the page may contain. None of them asks for the source of programs that use the package. */
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

/** Packages without the field `license`. Their file with the licence was read. */
const read: Readonly<Record<string, string>> = {
  "fast-shallow-equal": "Unlicense",
  "react-universal-interface": "Unlicense",
};

/** Packages that state no licence. `npm ci` installs them, and the page does not contain them: the build replaces `slate` with nothing. */
export const notInPage: readonly string[] = ["get-document"];

/** Licence of a package: the field `license`, else the licence in the package's file. */
export const licenceOf = (name: string, field: string | undefined): string | undefined => field ?? read[name];

/** Whether a licence expression allows the package: each part of an AND, and one part of an OR. */
export function isAllowed(licence: string): boolean {
  const text = licence.replaceAll(/[()]/g, "");
  if (text.includes(" OR ")) return text.split(" OR ").some((part) => isAllowed(part));
  return text.split(" AND ").every((part) => allowed.includes(part.trim()));
}
