import ts from "typescript";

/** Words and phrases that texts must not contain, in any case. */
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

/** What may be between two words of a phrase: spaces, a line break, and the marks that begin a line of a comment. */
const gap = "(?:[\\s*>]|//|#)+";
const phrases = new RegExp(`(?<![\\w$])(?:${banned.map((phrase) => phrase.replaceAll(" ", gap)).join("|")})(?![\\w$])`, "gi");

/** A banned phrase in a file. */
export interface Finding {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** As the list has it. */
  readonly phrase: string;
}

/** The text with its names (variables, properties, functions) as spaces: comments, literals and keywords remain, at the same places. */
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

/** Every banned phrase in a file: of a program in its comments and literals, of any other file everywhere. */
export function findings(file: string, text: string): Finding[] {
  // Parsing is slow, and most files have none of the phrases.
  if (text.search(phrases) < 0) return [];
  const searched = /\.(ts|cjs|mjs)$/.test(file) ? withoutNames(file, text) : text;
  return [...searched.matchAll(phrases)].map((match) => ({
    file,
    line: searched.slice(0, match.index).split("\n").length,
    phrase: match[0].replaceAll(new RegExp(gap, "g"), " ").toLowerCase(),
  }));
}
