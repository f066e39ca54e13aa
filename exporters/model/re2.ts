/** Letters that RE2 accepts after a backslash. */
const escapes = "aftnrvdDsSwWbBAzQEpPx";
/** Maximum number of repetitions that RE2 accepts in `{n,m}`. For nested repetitions, it applies to their product. */
const mostRepetitions = 1000;

/** Flags at the start of an expression, such as `(?i)`. JavaScript does not accept them there. */
const flagsAtStart = /^\(\?[imsU]+\)/;

const anchors: Readonly<Record<string, string>> = { "\\A": "^", "\\z": "$" };

/** Returns the expression in JavaScript's notation, without flags. Throws SyntaxError if JavaScript does not accept it. */
const inJavaScript = (text: string): RegExp =>
  new RegExp(
    text
      .replace(flagsAtStart, "")
      .replaceAll("(?P<", "(?<")
      .replace(/\\./gs, (escape) => anchors[escape] ?? escape),
  );

/** Syntax that JavaScript accepts and RE2 refuses. Before the search, `_` replaces each escape except classes such as `\d`. */
const refused: readonly RegExp[] = [
  // Look-ahead and look-behind.
  /\(\?<?[=!]/,
  // RE2 reads a `]` directly after `[` or `[^` as a member of the class, so the end of the class is missing.
  /\[\^?\]/,
  // A range that ends with a class, as in `[a-\d]`.
  /\[[^\]]*[^\]\\]-\\[dDsSwW]/,
];

/** `\p` or `\P` without the name of a class, and `\x` without two hexadecimal digits or a hexadecimal number in braces. */
const unfinishedEscape = /\\[pP](?![A-Z{])|\\x(?![0-9A-Fa-f]{2}|\{[0-9A-Fa-f]+\})/;

/** Returns the largest number of times that an expression repeats one part: 200 for `(a{10}){20}`. */
function repetitionsOf(text: string): number {
  const structure = text.replace(/\\./gs, "_").replace(/\[[^\]]*\]/g, "_");
  const groups = [1];
  let part = 1;
  for (const [token, from, to] of structure.matchAll(/\{(\d+)(?:,(\d*))?\}|[^]/g)) {
    if (token === "(") groups.push(1);
    if (from === undefined) part = token === ")" ? (groups.pop() ?? 1) : 1;
    else part *= Math.max(Number(from), Number(to ?? 0));
    groups.push(Math.max(groups.pop() ?? 1, part));
  }
  return Math.max(...groups);
}

/**
 * Whether RE2 accepts a text as a regular expression. RE2 has no look-around, no back references, and different escapes from those of
 * JavaScript. Empty text is refused.
 */
export function isRe2(text: string): boolean {
  try {
    inJavaScript(text);
  } catch {
    return false;
  }
  const unescaped = text.replace(/\\[^dDsSwW]/gs, "_");
  if (text === "" || refused.some((form) => form.test(unescaped)) || unfinishedEscape.test(text.replace(/\\\\/g, "_"))) return false;
  const wrongEscape = [...text.matchAll(/\\(.)/gs)].some(
    ([, next = ""]) => /[1-9]/.test(next) || (/[A-Za-z]/.test(next) && !escapes.includes(next)),
  );
  return !wrongEscape && repetitionsOf(text) <= mostRepetitions;
}

/** Whether an RE2 expression finds a match in the empty line. Such an expression usually finds a match in every line, as `x*` does. */
export const matchesEmptyLine = (text: string): boolean => inJavaScript(text).test("");
