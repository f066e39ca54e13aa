import type { View } from "../model/catalogue";
import { isLoopback } from "../model/loopback";
import type { Service } from "../model/schema";
import { stackSystem } from "../model/name";
import { programs } from "../programs";
import { callOfAddress, type Call } from "../programs/calls";
import { checksOf } from "../uptime/checks";
import type { TargetLabels } from "./targets";

/** Name of the scrape job that reads the certificates of public addresses. */
export const certificateJob = "certificates";

/**
 * Name of the blackbox module that only opens a TLS connection. The module verifies the chain like a browser, and sends no request, so it
 * needs no path and no credentials.
 */
export const certificateModule = "tls-connect";
/** Timeout of the module `tls-connect`, in seconds. */
const timeout = 5;

/** Configuration of the module `tls-connect`. */
export const certificateModuleConfig: object = {
  prober: "tcp",
  timeout: `${timeout}s`,
  tcp: { preferred_ip_protocol: "ip4", tls: true },
};

/** One public address whose certificate is watched. */
export interface CertificateTarget {
  /** `host:port`. */
  readonly address: string;
  readonly labels: TargetLabels & { readonly probe: string };
}

/** `host:port` of a URL with TLS. */
function addressOf(url: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port === "" ? "443" : port}`;
}

/**
 * Returns the public address for telemetry (`publicOtlp`). Empty if the environment has none, and for a loopback address, which
 * blackbox_exporter cannot reach.
 */
function otlpTargets({ environment: { id, publicOtlp, platformOwner } }: View): CertificateTarget[] {
  if (publicOtlp === undefined || isLoopback(new URL(publicOtlp.url).host)) return [];
  const labels = {
    system: stackSystem,
    environment: id,
    service: programs["otlp-proxy"].name,
    owner: platformOwner,
    probe: certificateJob,
  };
  return [{ address: addressOf(publicOtlp.url), labels }];
}

const setsThreshold = (service: Service): boolean => service.thresholds?.certificateExpiry !== undefined;

/**
 * Returns the public addresses of the environment that use TLS. Several services of a system can share an address. The address is then
 * listed for each of these services that sets the threshold `certificateExpiry`. If none sets it, the address is listed only for the first
 * service, so that one certificate has one alert.
 */
export function certificateTargets(view: View): CertificateTarget[] {
  const found = new Map<string, { readonly service: Service; readonly target: CertificateTarget }[]>();
  for (const { labels, service, publicUrl } of checksOf(view)) {
    if (publicUrl === undefined || !publicUrl.startsWith("https:")) continue;
    const address = addressOf(publicUrl);
    const key = `${labels.system}/${address}`;
    const before = found.get(key) ?? [];
    if (before.some((one) => one.service.name === service.name)) continue;
    found.set(key, [...before, { service, target: { address, labels: { ...labels, probe: certificateJob } } }]);
  }
  const ofServices = [...found.values()].flatMap((sharing) => {
    const own = sharing.filter(({ service }) => setsThreshold(service));
    return (own.length === 0 ? sharing.slice(0, 1) : own).map(({ target }) => target);
  });
  return [...ofServices, ...otlpTargets(view)];
}

/** Returns the connections of blackbox_exporter to the addresses whose certificates are watched. */
export const certificateCalls = (view: View): Call[] => certificateTargets(view).map(({ address }) => callOfAddress(address));
