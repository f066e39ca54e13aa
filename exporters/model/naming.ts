import { contactKey, receiverTypeOf, type Contact } from "../receivers";
import type { Owner } from "./owners-schema";
import type { Severity } from "./thresholds";

/** Longest DNS label, and so the longest container, Service and volume name. */
export const dnsLabelMax = 63;

/** A short stable hash (FNV-1a, 32 bit) for names that had to be cut; no cryptographic use. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(36).padStart(7, "0");
}

/** Joins parts to one DNS label; a too long one is cut and ends in a hash of the whole, so that it stays unique. */
export function dnsLabel(...parts: readonly string[]): string {
  const whole = parts.join("-");
  return whole.length <= dnsLabelMax ? whole : `${whole.slice(0, dnsLabelMax - 8).replace(/-+$/, "")}-${shortHash(whole)}`;
}

/** Workload of the exporter that watches one database server. */
export const exporterWorkload = (exporter: "postgres-exporter" | "redis-exporter", system: string, service: string): string =>
  dnsLabel(exporter, system, service);

/** Alertmanager receiver of an owner at a severity. */
export const receiverName = (owner: string, severity: Severity): string => `${owner}-${severity}`;

/** Receiver of messages to the tenants of a system. */
export const tenantReceiverName = (system: string): string => `${system}-tenants`;

/** Receiver of the alerts of a system that a program answers. */
export const automationReceiverName = (system: string): string => `${system}-automation`;

/** Receiver that expects the heartbeat. */
export const deadMansSwitchReceiver = "dead-mans-switch";

/** Key of the secret that holds a contact's address; also its file name under the secrets folder. Email addresses are no secret. */
export function contactSecret(contact: Contact): string | undefined {
  return receiverTypeOf(contact).secret === true ? `${contact.via}-${contactKey(contact)}` : undefined;
}

/** Secret of the mail server's password. */
export const smtpPasswordSecret = "smtp-password";

/** Secret of the password a watcher uses at a database server. */
export const monitorPasswordSecret = (system: string, service: string): string => `monitor-${system}-${service}`;

/** Slug of a service's project at Sentry; there is one in every environment. Never cut, because links to it are built from an alert's labels. */
export const sentryProjectSlug = (system: string, service: string, environment: string): string => `${system}-${service}-${environment}`;

/** Name of something that checks a service, at any vendor: \`demo/orders health (local)\`. */
export const monitorName = (system: string, service: string, check: string, environment: string): string =>
  `${system}/${service} ${check} (${environment})`;

/** Public name of a system's status page, where it needs one of its own: \`demo-local\`. */
export const statusPageName = (system: string, environment: string): string => dnsLabel(system, environment);

/** Secret of the token with which a job's heartbeat is sent. */
export const heartbeatSecret = (system: string, service: string, job: string): string => dnsLabel("heartbeat", system, service, job);

/** Secret of the token with which Alertmanager passes the dead man's switch on to Gatus. */
export const gatusHeartbeatSecret = "gatus-heartbeat";

/** Folder, inside a container, where a workload's secret files are. */
export const secretsFolder = "/run/secrets/monitoring";

/** Name of an owner's working hours in Alertmanager. */
export const workingHoursName = (owner: Pick<Owner, "id">): string => `${owner.id}-working-hours`;

/** Anchor of an alert in `docs/OPERATIONS.md`, as Markdown renderers make it from the heading. */
export const runbookAnchor = (alertname: string): string => alertname.toLowerCase();

/** Grafana uid of a dashboard. */
export const dashboardUid = (id: string): string => `monitoring-${id}`;

/** Where a service is reached inside the stack's network: its own host, or `<service>.<system>`, which both Docker aliases and cluster DNS resolve. */
export const serviceHost = (system: string, service: { readonly name: string; readonly host?: string | undefined }): string =>
  service.host ?? `${service.name}.${system}`;
