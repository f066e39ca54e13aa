import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Source, SourceType } from "../../../dashboards/viewer/server/sources";
import { UserError } from "../../config/errors";

/** Addresses from the command line, by option. */
export interface Addresses {
  readonly prometheus?: string;
  readonly logs?: string;
  readonly traces?: string;
}

const credentials = z.strictObject({
  prometheus: z.string().optional(),
  logs: z.string().optional(),
  traces: z.string().optional(),
});

/** The data source that each option gives: its type and uid in the rendered dashboards, and the program that serves it in a local stack. */
const options = {
  prometheus: { type: "prometheus", program: "prometheus" },
  logs: { type: "loki", program: "loki" },
  traces: { type: "tempo", program: "tempo" },
} as const satisfies Readonly<Record<keyof Addresses, { readonly type: SourceType; readonly program: string }>>;
const names = ["prometheus", "logs", "traces"] as const;

function checked(option: string, address: string): string {
  const parsed = URL.canParse(address) ? new URL(address) : undefined;
  if (parsed === undefined || !["http:", "https:"].includes(parsed.protocol))
    throw new UserError(`--${option}: got ${JSON.stringify(address)}; it must be an address such as http://127.0.0.1:9090.`);
  if (parsed.username !== "" || parsed.password !== "")
    throw new UserError(
      `--${option}: the address contains a user or a password, which other users of this machine can see. Put it into a file and give that with --credentials.`,
    );
  return address.replace(/\/+$/, "");
}

/** Reads values of the header `Authorization` from a JSON file. Throws UserError without the file's content. */
export function readCredentials(file: string): z.infer<typeof credentials> {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(`--credentials: ${file} cannot be read (${code ?? "it is not JSON"}).`);
  }
  const parsed = credentials.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new UserError(
    `--credentials: ${file} must contain an object such as {"prometheus": "Bearer <token>"}. Allowed keys are ${names.join(", ")}.`,
  );
}

/** Returns the data sources: the given addresses, else the ports on 127.0.0.1 that the stack publishes. Throws UserError for a wrong address. */
export function sourcesOf(
  given: Addresses,
  ports: Readonly<Partial<Record<string, number>>>,
  secrets: z.infer<typeof credentials> = {},
): Source[] {
  return names.flatMap((name) => {
    const { type, program } = options[name];
    const port = ports[program];
    const url = given[name] !== undefined ? checked(name, given[name]) : port === undefined ? undefined : `http://127.0.0.1:${port}`;
    const authorization = secrets[name];
    return url === undefined ? [] : [{ uid: type, type, url, ...(authorization === undefined ? {} : { authorization }) }];
  });
}
