/** A part of a query, such as an expression or a selector. */
export interface Piece {
  readonly text: string;
}

/** Joins the strings and parts of a template to one line. It removes line breaks and the indentation after them. */
export function joined(strings: TemplateStringsArray, pieces: readonly Piece[]): string {
  const text = strings.reduce((sofar, part, index) => sofar + part + (pieces[index]?.text ?? ""), "");
  return text.trim().replace(/\s*\n\s*/g, " ");
}

/** Quotes a string for LogQL, LogsQL, TraceQL or logfmt. */
export const quoted = (text: string): string => JSON.stringify(text);
