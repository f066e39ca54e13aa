import { programs } from "../../../exporters/programs";
import { serviceHost } from "../../../exporters/model/naming";
import { UserError } from "../../config/errors";
import { storeLines, storePath, type Logged, type LogStore } from "./log-store";
import type { LogOptions, Platform, Place, Replica } from "./platform";
import type { Reach, Target } from "./reach";

/** Which lines of a log to print. */
export interface PrintedLog extends LogOptions {
  /** Only lines that contain this text; upper and lower case are equal. */
  readonly grep?: string | undefined;
}

/** Maximum age in hours of the lines from the log store, if `--since` is not set. */
const storeHours = 24;

export const placeOf = (target: Target): Place =>
  "program" in target ? { workload: target.program } : { host: serviceHost(target.system.id, target.service) };

/** Name of a program or service as commands show it. */
export const nameOfTarget = (target: Target): string =>
  "program" in target ? target.program : `${target.system.id}/${target.service.name}`;

/** The last `tail` lines; with `grep`, the last `tail` lines that contain `grep` in upper or lower case. Empty lines are left out. */
function chosen(lines: readonly string[], { grep, tail }: PrintedLog): string[] {
  const words = grep?.toLowerCase();
  return lines.filter((line) => line !== "" && (words === undefined || line.toLowerCase().includes(words))).slice(-tail);
}

/** Number of lines from the end of a log that `--grep` searches. */
const searched = 100_000;

/**
 * Prints the logs of containers or pods. If there are several, prints the name of each above its lines. Returns the highest exit code of
 * the commands that read the logs.
 */
export async function printLogs(replicas: readonly Replica[], about: string, options: PrintedLog): Promise<number> {
  const tail = options.grep === undefined ? options.tail : searched;
  let code = 0;
  for (const { name, logs } of replicas) {
    const ran = await logs({ ...options, tail });
    code = Math.max(code, ran.code);
    const lines = chosen(ran.output.split("\n"), options);
    if (replicas.length > 1) console.log(`==> ${name} <==`);
    console.log(lines.length === 0 ? noLine(about, options) : lines.join("\n"));
  }
  return code;
}

const noLine = (about: string, { grep, previous }: PrintedLog): string =>
  previous && grep === undefined
    ? `${about} has no line from before a restart.`
    : `No line in the log of ${about}${grep === undefined ? "" : ` contains ${grep}`}.`;

/** How to query the log store: its name, and a shell in its network. */
interface StoreAccess {
  readonly platform: Platform;
  readonly store: LogStore;
  readonly reach: Reach;
}

/** The shell and the command that request a path of the log store. VictoriaLogs requires a login. */
export function storeRequest(store: LogStore, reach: Reach, path: string): [Reach, string[]] {
  if (store === "victoria-logs") return [{ ...reach, client: store }, [store, path]];
  return [reach, ["wget", "-q", "-O", "-", "-T", "15", `http://127.0.0.1:${programs[store].ports.http.number}${path}`]];
}

/**
 * Prints the lines of a service from the log store. Throws UserError for `previous`, if the store does not respond, and if its response
 * cannot be parsed.
 */
export async function printStored({ platform, store, reach }: StoreAccess, logged: Logged, options: PrintedLog): Promise<void> {
  const about = `${logged.system}/${logged.service}`;
  if (options.previous)
    throw new UserError(`--previous: ${about} runs elsewhere, and ${store} does not show its restarts. Use --since instead.`);
  const { since = new Date(Date.now() - storeHours * 3_600_000), tail, grep } = options;
  const path = storePath(store, logged, { since, tail, grep });
  const { code, output } = await platform.shell(...storeRequest(store, reach, path), { captured: true });
  if (code !== 0) throw new UserError(`${store} does not answer, and ${about} runs elsewhere. Read its log where it runs.`);
  const lines = storeLines(store, output);
  console.log(
    lines.length === 0
      ? `${about} runs elsewhere, and ${store} has no line of it${grep === undefined ? "" : ` with ${grep}`} since ${since.toISOString()}. Read its log where it runs, for example at its vendor.`
      : lines.join("\n"),
  );
}
