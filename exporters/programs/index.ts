import type { View } from "../model/catalogue";
import { alertmanager } from "./alertmanager";
import { blackboxExporter } from "./blackbox-exporter";
import { loadgen, orders, ordersWorker, prices, receiver, storefront } from "./demo-app";
import { dockerProxy } from "./docker-proxy";
import { gatus, statusPage } from "./gatus";
import { grafana } from "./grafana";
import { jaeger } from "./jaeger";
import { logAgent } from "./log-agent";
import { loki } from "./loki";
import type { Port, Program } from "./model";
import { nodeExporter } from "./node-exporter";
import { otelcol } from "./otelcol";
import { otlpProxy } from "./otlp-proxy";
import { postgres } from "./postgres";
import { postgresExporter } from "./postgres-exporter";
import { prometheus } from "./prometheus";
import { redis } from "./redis";
import { redisExporter } from "./redis-exporter";
import { tempo } from "./tempo";
import { victoriaLogs } from "./victoria-logs";

/** Every program. To add a program, add its file and a line here. */
const all = [
  prometheus,
  alertmanager,
  grafana,
  otelcol,
  otlpProxy,
  dockerProxy,
  logAgent,
  loki,
  tempo,
  victoriaLogs,
  jaeger,
  postgresExporter,
  redisExporter,
  blackboxExporter,
  nodeExporter,
  gatus,
  statusPage,
  postgres,
  redis,
  orders,
  prices,
  storefront,
  ordersWorker,
  loadgen,
  receiver,
] as const satisfies readonly Program[];

type Known = (typeof all)[number];
export type ProgramName = Known["name"];
/** Names of programs that define an image. The image has the program's name. */
export type ProgramWithImage = Extract<Known, { readonly image: { readonly repository: string } }>["name"];

/** Every program of the stack and the demo. */
export const allPrograms: readonly Program[] = all;
/** Every program by name. */
export const programs = Object.fromEntries(all.map((program) => [program.name, program])) as {
  readonly [Each in Known as Each["name"]]: Each;
};

/** Returns the programs that run in an environment and that Prometheus scrapes (`metrics`) or whose health path Gatus checks (`health`). */
export const watchedPrograms = (view: View, way: "metrics" | "health"): Program[] =>
  allPrograms.filter(({ watched, runsIn }) => watched?.[way] === true && (runsIn?.(view) ?? true));

const hasHttp = (program: Program): program is Program & { readonly ports: { readonly http: Port } } => "http" in program.ports;

/** Returns `host:port` of a program's port `http` in the stack's network. Throws for a program without that port. */
export function mainAddress(program: Program): string {
  if (!hasHttp(program)) throw new Error(`${program.name} has no port "http".`);
  return `${program.name}:${program.ports.http.number}`;
}

/** Returns the name of the port that Prometheus scrapes. */
export const scrapedPort = ({ ports }: Program): "metrics" | "http" => ("metrics" in ports ? "metrics" : "http");

/** Returns `host:port` of the port that Prometheus scrapes, in the stack's network. Throws for a program without such a port. */
export function scrapedAddress(program: Program): string {
  const port = program.ports[scrapedPort(program)];
  if (port === undefined) throw new Error(`${program.name} has no port for Prometheus to scrape.`);
  return `${program.name}:${port.number}`;
}

/** Returns the URL of a program's health check in the stack's network. Throws for a program without a health path. */
export function healthUrl({ name, ports, health }: Program): string {
  const port = health === undefined ? undefined : ports[health.port];
  if (health === undefined || port === undefined) throw new Error(`${name} has no health path.`);
  return `http://${name}:${port.number}${health.path}`;
}

/**
 * Returns the program of an instance: the instance's name is the program's name, or begins with the program's name and a hyphen. If several
 * programs match, returns the one with the longest name. Undefined if none matches.
 */
export function programOfInstance(instance: string): Program | undefined {
  const candidates = allPrograms.filter(({ name }) => instance === name || instance.startsWith(`${name}-`));
  return candidates.reduce<Program | undefined>((best, next) => (best && best.name.length > next.name.length ? best : next), undefined);
}

/** Keys of `monitoring:ports`, except those of status pages, whose instances have the IDs of systems in their names. */
export const publishKeys: readonly string[] = allPrograms
  .filter(({ name }) => name !== statusPage.name)
  .flatMap(({ name, ports }) =>
    Object.values(ports).flatMap(({ publish }) => (publish === undefined ? [] : [publish === true ? name : publish])),
  );

const stack = allPrograms.filter(({ demo }) => demo !== true);
const namesOf = (these: readonly Program[]): string[] => these.map(({ name }) => name);

/** Names of programs whose memory limit can be configured. */
export const sizablePrograms: readonly string[] = namesOf(stack);
/** Names of programs whose volume size can be configured. A program that runs on every node keeps its data in a folder of the node. */
export const storedPrograms: readonly string[] = namesOf(stack.filter(({ data, node }) => data !== undefined && node === undefined));
/** Names of programs that can be reachable from outside a cluster. */
export const openablePrograms: readonly string[] = namesOf(stack.filter(({ ports }) => ports["http"]?.opened === true));
/** Names of programs with a login, which need no authentication by an Ingress controller or Gateway. */
export const programsWithLogin: readonly string[] = namesOf(stack.filter(({ login }) => login === true));
/** Names of programs that the Prometheus Operator's instances replace, in a cluster with the Operator. */
export const operatedPrograms: readonly string[] = namesOf(stack.filter(({ operated }) => operated === true));
