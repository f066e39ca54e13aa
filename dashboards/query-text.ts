/** A piece of query text. */
export interface Piece {
  readonly text: string;
}

/** Joins text and pieces, and removes line breaks and the indentation after them. */
export function joined(strings: TemplateStringsArray, pieces: readonly Piece[]): string {
  const text = strings.reduce((sofar, part, index) => sofar + part + (pieces[index]?.text ?? ""), "");
  return text.trim().replace(/\s*\n\s*/g, " ");
}

/** A quoted string in LogQL and TraceQL. */
export const quoted = (text: string): string => JSON.stringify(text);
