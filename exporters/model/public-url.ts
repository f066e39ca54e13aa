import type { Environment } from "./environments-schema";
import type { Service, System } from "./schema";
import type { UptimeCheck } from "./uptime-schema";

/** Public host of a service in an environment: the service's host if it declares one, else the system's. Undefined without either. */
export const publicHost = (environment: string, system: Pick<System, "hosts">, service: Pick<Service, "hosts">): string | undefined =>
  service.hosts[environment] ?? system.hosts[environment];

/** Whether a host is a loopback address, which other machines cannot reach. */
export const isLoopback = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(host);

/** Whether the stack runs on the user's machine. This is the case if Grafana's URL is a loopback address. */
export const isOnOwnMachine = ({ urls }: Pick<Environment, "urls">): boolean => isLoopback(new URL(urls.grafana).host);

/** Public URL of a check: the check's own URL, or a path on the public host. Undefined without a public host, or if it is a loopback address. */
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
 * Whether a service is public in an environment: it declares a public host, or it has an external check with a public URL. An HTTP service
 * without any check is public if its system has a public host.
 */
export function isPublic(environment: string, system: Pick<System, "hosts">, service: Pick<Service, "hosts" | "uptime" | "kind">): boolean {
  const own = service.hosts[environment];
  if (own !== undefined && !isLoopback(own)) return true;
  const checks = service.kind === "http" && service.uptime.length === 0 ? [{ outside: true, path: "/" }] : service.uptime;
  return checks.some((check) => check.outside && publicUrl(environment, system, service, check) !== undefined);
}
