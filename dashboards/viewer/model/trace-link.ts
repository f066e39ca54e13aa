/** Returns the fragment of the URL that opens a trace. `traceInHash` parses it. */
export const traceHash = (id: string): string => `#trace=${id}`;
export const traceInHash = (hash: string): string | undefined => /^#trace=([0-9a-f]{1,32})$/.exec(hash)?.[1];
