import ts from "typescript";

/** Words and phrases that texts must not contain, in upper or lower case. */
export const banned = [
  "told",
  "tells",
  "mend",
  "mends",
  "mended",
  "mending",
  "anew",
  "whoever",
  "somebody",
  "nobody",
  "of its own",
  "of their own",
  "is wanted",
  "was got",
  "stands in",
  "stand in",
] as const;

/** Characters that may separate two words of a phrase: spaces, a line break, and the marks at the start of a comment or quote line. */
const gap = "(?:[\\s*>]|//|#)+";
const phrases = new RegExp(`(?<![\\w$])(?:${banned.map((phrase) => phrase.replaceAll(" ", gap)).join("|")})(?![\\w$])`, "gi");

export interface Finding {
  readonly file: string;
  /** The line number, from 1. */
  readonly line: number;
  /** The phrase as written in `banned`. */
  readonly phrase: string;
}

/** Replaces identifiers with spaces. Comments, literals and keywords stay at the same positions. */
function withoutNames(file: string, text: string): string {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);
  const names: [number, number][] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) names.push([node.getStart(source), node.getEnd()]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  let left = "";
  let end = 0;
  for (const [from, to] of names) {
    left += text.slice(end, from) + " ".repeat(to - from);
    end = to;
  }
  return left + text.slice(end);
}

/** Every banned phrase in a file. Identifiers in TypeScript and JavaScript files are not searched. */
export function findings(file: string, text: string): Finding[] {
  // Parsing is slow, and most files contain no banned phrase.
  if (text.search(phrases) < 0) return [];
  const searched = /\.(ts|cjs|mjs)$/.test(file) ? withoutNames(file, text) : text;
  return [...searched.matchAll(phrases)].map((match) => ({
    file,
    line: searched.slice(0, match.index).split("\n").length,
    phrase: match[0].replaceAll(new RegExp(gap, "g"), " ").toLowerCase(),
  }));
}
