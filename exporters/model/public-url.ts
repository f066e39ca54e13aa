import type { Environment } from "./environments-schema";
import type { Service, System } from "./schema";
import type { UptimeCheck } from "./uptime-schema";

/** Public host of a service in an environment: its own, else the system's; undefined without either. */
export const publicHost = (environment: string, system: Pick<System, "hosts">, service: Pick<Service, "hosts">): string | undefined =>
  service.hosts[environment] ?? system.hosts[environment];

/** A loopback host, which nothing outside this machine can reach. */
export const isLoopback = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(host);

/** Whether the stack runs on the user's machine: Grafana's URL is a loopback address. */
export const isOnOwnMachine = ({ urls }: Pick<Environment, "urls">): boolean => isLoopback(new URL(urls.grafana).host);

/** Public URL of a check; undefined without a public host. */
export function publicUrl(
  environment: string,
  system: Pick<System, "hosts">,
  service: Pick<Service, "hosts">,
  check: Pick<UptimeCheck, "url" | "path">,
): string | undefined {
  if (check.url !== undefined) return check.url;
  const host = publicHost(environment, system, service);
  return host === undefined || isLoopback(host) ? undefined : `https://${host}${check.path ?? "/"}`;
}

/**
 * Whether the service is public in an environment: it has its own public host, or an external check. An HTTP service without any check
 * counts as public when its system has a public host.
 */
export function isPublic(environment: string, system: Pick<System, "hosts">, service: Pick<Service, "hosts" | "uptime" | "kind">): boolean {
  const own = service.hosts[environment];
  if (own !== undefined && !isLoopback(own)) return true;
  const checks = service.kind === "http" && service.uptime.length === 0 ? [{ outside: true, path: "/" }] : service.uptime;
  return checks.some((check) => check.outside && publicUrl(environment, system, service, check) !== undefined);
}
