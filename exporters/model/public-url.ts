import type { Environment } from "./environments-schema";
import { isLoopback } from "./loopback";
import type { Service, System } from "./schema";
import type { UptimeCheck } from "./uptime-schema";

/**
 * Returns the public host of a service in an environment: the host of the service, otherwise that of the system. Undefined if neither has
 * one.
 */
export const publicHost = (environment: string, system: Pick<System, "hosts">, service: Pick<Service, "hosts">): string | undefined =>
  service.hosts[environment] ?? system.hosts[environment];

/** Whether the stack runs on the user's machine: whether Grafana's URL is a loopback address. */
export const isOnOwnMachine = ({ urls }: Pick<Environment, "urls">): boolean => isLoopback(new URL(urls.grafana).host);

/**
 * Returns the public URL of a check: the check's `url`, or its path on the public host. Undefined for a path without a public host, or with
 * a loopback address as the host.
 */
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
 * Whether a service is public in an environment: it declares a public host, or it has a check with `outside: true` and a public URL. An
 * HTTP service without checks and without its own host is public if its system has a public host. A loopback address in `hosts` does not
 * count as a public host.
 */
export function isPublic(environment: string, system: Pick<System, "hosts">, service: Pick<Service, "hosts" | "uptime" | "kind">): boolean {
  const own = service.hosts[environment];
  if (own !== undefined && !isLoopback(own)) return true;
  const checks = service.kind === "http" && service.uptime.length === 0 ? [{ outside: true, path: "/" }] : service.uptime;
  return checks.some((check) => check.outside && publicUrl(environment, system, service, check) !== undefined);
}
