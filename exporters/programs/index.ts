import type { View } from "../model/catalogue";
import { alertmanager } from "./alertmanager";
import { blackboxExporter } from "./blackbox-exporter";
import { loadgen, orders, ordersWorker, receiver } from "./demo-app";
import { gatus, statusPage } from "./gatus";
import { grafana } from "./grafana";
import { jaeger } from "./jaeger";
import { loki } from "./loki";
import type { Port, Program } from "./model";
import { otelcol } from "./otelcol";
import { postgres } from "./postgres";
import { postgresExporter } from "./postgres-exporter";
import { prometheus } from "./prometheus";
import { redis } from "./redis";
import { redisExporter } from "./redis-exporter";
import { tempo } from "./tempo";
import { victoriaLogs } from "./victoria-logs";

/** Every program, in the order of tables. To add one, add its file and a line here. */
const all = [
  prometheus,
  alertmanager,
  grafana,
  otelcol,
  loki,
  tempo,
  victoriaLogs,
  jaeger,
  postgresExporter,
  redisExporter,
  blackboxExporter,
  gatus,
  statusPage,
  postgres,
  redis,
  orders,
  ordersWorker,
  loadgen,
  receiver,
] as const satisfies readonly Program[];

type Known = (typeof all)[number];
export type ProgramName = Known["name"];
/** Programs that do not share their image; the image has the program's name. */
export type ProgramWithImage = Extract<Known, { readonly image: { readonly repository: string } }>["name"];

/** Every program. */
export const allPrograms: readonly Program[] = all;
/** Every program by its name. */
export const programs = Object.fromEntries(all.map((program) => [program.name, program])) as {
  readonly [Each in Known as Each["name"]]: Each;
};

/** Programs of the stack that are monitored in an environment in one way: `metrics` or `health`. */
export const watchedPrograms = (view: View, way: "metrics" | "health"): Program[] =>
  allPrograms.filter(({ watched, runsIn }) => watched?.[way] === true && (runsIn?.(view) ?? true));

const hasHttp = (program: Program): program is Program & { readonly ports: { readonly http: Port } } => "http" in program.ports;

/** `host:port` of a program's main port in the stack's network. Throws for a program without one. */
export function mainAddress(program: Program): string {
  if (!hasHttp(program)) throw new Error(`${program.name} has no port "http".`);
  return `${program.name}:${program.ports.http.number}`;
}

/** Name of the port that Prometheus scrapes. */
export const scrapedPort = ({ ports }: Program): "metrics" | "http" => ("metrics" in ports ? "metrics" : "http");

/** `host:port` of the port that Prometheus scrapes, in the stack's network. */
export function scrapedAddress(program: Program): string {
  const port = program.ports[scrapedPort(program)];
  if (port === undefined) throw new Error(`${program.name} has no port for Prometheus to scrape.`);
  return `${program.name}:${port.number}`;
}

/** URL of a program's health check in the stack's network. Throws for a program without a health path. */
export function healthUrl({ name, ports, health }: Program): string {
  const port = health === undefined ? undefined : ports[health.port];
  if (health === undefined || port === undefined) throw new Error(`${name} has no health path.`);
  return `http://${name}:${port.number}${health.path}`;
}

/** The program of an instance: the instance's name is the program's or begins with it; the longest such name wins. */
export function programOfInstance(instance: string): Program | undefined {
  const candidates = allPrograms.filter(({ name }) => instance === name || instance.startsWith(`${name}-`));
  return candidates.reduce<Program | undefined>((best, next) => (best && best.name.length > next.name.length ? best : next), undefined);
}

/** Keys of `monitoring:ports`, without those of instances named after catalogue entries. */
export const publishKeys: readonly string[] = allPrograms
  .filter(({ name }) => name !== statusPage.name)
  .flatMap(({ name, ports }) =>
    Object.values(ports).flatMap(({ publish }) => (publish === undefined ? [] : [publish === true ? name : publish])),
  );

const stack = allPrograms.filter(({ demo }) => demo !== true);
const namesOf = (these: readonly Program[]): string[] => these.map(({ name }) => name);

/** Programs whose memory limit can be configured. */
export const sizablePrograms: readonly string[] = namesOf(stack);
/** Programs whose volume can be sized. */
export const storedPrograms: readonly string[] = namesOf(stack.filter(({ data }) => data !== undefined));
/** Programs that people can open from outside a cluster. */
export const openablePrograms: readonly string[] = namesOf(stack.filter(({ ports }) => ports["http"]?.opened === true));
/** Programs with a login. */
export const programsWithLogin: readonly string[] = namesOf(stack.filter(({ login }) => login === true));
/** Programs that the Prometheus Operator's instances replace in a cluster with the Operator. */
export const operatedPrograms: readonly string[] = namesOf(stack.filter(({ operated }) => operated === true));
