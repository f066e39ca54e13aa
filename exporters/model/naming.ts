import { contactKey, receiverTypeOf, type Contact } from "../receivers";
import type { Owner } from "./owners-schema";
import type { Severity } from "./thresholds";

/** Maximum length of a DNS label, and so of container, Service and volume names. */
export const dnsLabelMax = 63;

/** A short stable hash (FNV-1a, 32 bit) for shortened names; not for cryptographic use. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(36).padStart(7, "0");
}

/** Joins parts to one DNS label. A label that is too long is cut and ends in a hash of the full name, so that it stays unique. */
export function dnsLabel(...parts: readonly string[]): string {
  const whole = parts.join("-");
  return whole.length <= dnsLabelMax ? whole : `${whole.slice(0, dnsLabelMax - 8).replace(/-+$/, "")}-${shortHash(whole)}`;
}

/** Workload of the exporter of one database server. */
export const exporterWorkload = (exporter: "postgres-exporter" | "redis-exporter", system: string, service: string): string =>
  dnsLabel(exporter, system, service);

/** Alertmanager receiver of an owner at a severity. */
export const receiverName = (owner: string, severity: Severity): string => `${owner}-${severity}`;

/** Receiver for the tenants of a system. */
export const tenantReceiverName = (system: string): string => `${system}-tenants`;

/** Receiver for a system's automation. */
export const automationReceiverName = (system: string): string => `${system}-automation`;

/** Receiver that expects the heartbeat. */
export const deadMansSwitchReceiver = "dead-mans-switch";

/** Receiver without contacts, for alerts that only inhibit others. */
export const noNotificationReceiver = "no-notification";

/** Key of the secret with a contact's address; also its file name in the secrets folder. Email addresses are not secret. */
export function contactSecret(contact: Contact): string | undefined {
  return receiverTypeOf(contact).secret === true ? `${contact.via}-${contactKey(contact)}` : undefined;
}

/** Secret with the mail server's password. */
export const smtpPasswordSecret = "smtp-password";

/** Secret with the password that an exporter uses at a database server. */
export const monitorPasswordSecret = (system: string, service: string): string => `monitor-${system}-${service}`;

/** Slug of a service's Sentry project; there is one per environment. Never cut, because links to it are built from an alert's labels. */
export const sentryProjectSlug = (system: string, service: string, environment: string): string => `${system}-${service}-${environment}`;

/** Name of a check of a service, at any vendor: \`demo/orders health (local)\`. */
export const monitorName = (system: string, service: string, check: string, environment: string): string =>
  `${system}/${service} ${check} (${environment})`;

/** Public name of a system's status page, where it needs a unique one: \`demo-local\`. */
export const statusPageName = (system: string, environment: string): string => dnsLabel(system, environment);

/** Secret with the token for a job's heartbeat. */
export const heartbeatSecret = (system: string, service: string, job: string): string => dnsLabel("heartbeat", system, service, job);

/** Secret with the token with which Alertmanager forwards the dead man's switch to Gatus. */
export const gatusHeartbeatSecret = "gatus-heartbeat";

/** Folder of a workload's secret files inside its container. */
export const secretsFolder = "/run/secrets/monitoring";

/** Name of an owner's working hours in Alertmanager. */
export const workingHoursName = (owner: Pick<Owner, "id">): string => `${owner.id}-working-hours`;

/** Anchor of an alert in `docs/OPERATIONS.md`, as Markdown renderers derive it from the heading. */
export const runbookAnchor = (alertname: string): string => alertname.toLowerCase();

/** Grafana uid of a dashboard. */
export const dashboardUid = (id: string): string => `monitoring-${id}`;

/** Host of a service in the stack's network: the declared host, or `<service>.<system>`, which both Docker aliases and cluster DNS resolve. */
export const serviceHost = (system: string, service: { readonly name: string; readonly host?: string | undefined }): string =>
  service.host ?? `${service.name}.${system}`;
