/** Returns a section of HAProxy's configuration. `name` is its first line, such as `frontend public`. */
export const block = (name: string, lines: readonly string[]): string => [name, ...lines.map((line) => `  ${line}`), ""].join("\n");
