/** A part of a query, such as an expression or a selector. */
export interface Piece {
  readonly text: string;
}

/** Joins the strings and pieces of a template into one line. Each line break, with the spaces around it, becomes one space. */
export function joined(strings: TemplateStringsArray, pieces: readonly Piece[]): string {
  const text = strings.reduce((sofar, part, index) => sofar + part + (pieces[index]?.text ?? ""), "");
  return text.trim().replace(/\s*\n\s*/g, " ");
}

/** Quotes a string for LogQL, LogsQL, TraceQL or logfmt. */
export const quoted = (text: string): string => JSON.stringify(text);
