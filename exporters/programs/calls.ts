/** An egress connection of a program. Without `host`, the destination is any external host, because the address is a secret. */
export interface Call {
  readonly host?: string;
  readonly port: number;
}

const schemePorts: Readonly<Record<string, number>> = { "http:": 80, "https:": 443 };

const withoutBrackets = (host: string): string => host.replace(/^\[(.*)\]$/, "$1");

/** Returns the connection to a URL. */
export function callOfUrl(text: string): Call {
  const { protocol, hostname, port } = new URL(text);
  return { host: withoutBrackets(hostname), port: port === "" ? (schemePorts[protocol] ?? 443) : Number(port) };
}

/** Returns the connection to a `host:port`. An IPv6 address is in brackets. */
export function callOfAddress(address: string): Call {
  const at = address.lastIndexOf(":");
  return { host: withoutBrackets(address.slice(0, at)), port: Number(address.slice(at + 1)) };
}

/** The connection to any external host over HTTPS. */
export const anywhere: Call = { port: 443 };

/** Returns the connections without duplicates, sorted. */
export function callsOf(calls: readonly Call[]): Call[] {
  const byText = new Map(calls.map((call) => [`${call.host ?? ""}:${call.port}`, call]));
  return [...byText.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, call]) => call);
}
