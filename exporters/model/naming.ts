import { contactKey, receiverTypeOf, type Contact } from "../receivers";
import type { Owner } from "./owners-schema";
import type { Severity } from "./thresholds";

/** Maximum length of a DNS label. It applies to the names of containers, Services and volumes. */
export const dnsLabelMax = 63;

/** Returns a hash of 7 characters (FNV-1a, 32 bit) for shortened names. Not for cryptographic use. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(36).padStart(7, "0");
}

/** Joins parts into one DNS label. A label that is too long is cut and gets a hash of the full name, so that it stays unique. */
export function dnsLabel(...parts: readonly string[]): string {
  const whole = parts.join("-");
  return whole.length <= dnsLabelMax ? whole : `${whole.slice(0, dnsLabelMax - 8).replace(/-+$/, "")}-${shortHash(whole)}`;
}

/** Placeholder for the stack's name in files that programs read on Docker. The deployment replaces it. */
export const stackPlaceholder = "<stack>";

/**
 * Namespace of the programs that run on every node of a cluster. They mount folders of the node, which the Pod Security Standard
 * `restricted` forbids, so they are not in the stack's namespace.
 */
export const nodesNamespace = (namespace: string): string => `${namespace}-nodes`;

/** Name of the workload that runs the exporter of one database server. */
export const exporterWorkload = (exporter: "postgres-exporter" | "redis-exporter", system: string, service: string): string =>
  dnsLabel(exporter, system, service);

/** Name of the Alertmanager receiver for an owner and a severity. */
export const receiverName = (owner: string, severity: Severity): string => `${owner}-${severity}`;

/** Name of the Alertmanager receiver for an owner, a severity and the types of contacts in a threshold's `notify`. */
export const chosenReceiverName = (owner: string, severity: Severity, notify: readonly string[]): string =>
  [receiverName(owner, severity), ...notify].join("-");

/** Name of the Alertmanager receiver for the tenants of a system. */
export const tenantReceiverName = (system: string): string => `${system}-tenants`;

/** Name of the Alertmanager receiver for a system's automation. */
export const automationReceiverName = (system: string): string => `${system}-automation`;

/**
 * Name of the alert that fires as long as Prometheus stores fresh samples. Alertmanager sends the alert as the heartbeat of the dead man's
 * switch. On-call is notified when the heartbeat stops.
 */
export const heartbeatAlert = "DeadMansSwitch";

/** Name of the Alertmanager receiver that sends the heartbeat of the dead man's switch. */
export const deadMansSwitchReceiver = "dead-mans-switch";

/** Name of the Alertmanager receiver without contacts, for alerts that only inhibit others. */
export const noNotificationReceiver = "no-notification";

/**
 * Key of the secret that holds a contact's address. The secret's file in the secrets folder has the same name. Undefined for email, whose
 * address is not secret.
 */
export function contactSecret(contact: Contact): string | undefined {
  return receiverTypeOf(contact).secret === true ? `${contact.via}-${contactKey(contact)}` : undefined;
}

/** Key of the secret that holds the mail server's password. */
export const smtpPasswordSecret = "smtp-password";

/** Key of the secret that holds an exporter's password at a database server. */
export const monitorPasswordSecret = (system: string, service: string): string => `monitor-${system}-${service}`;

/**
 * Slug of a service's Sentry project in one environment. The slug is never shortened, because links to the project are built from an
 * alert's labels.
 */
export const sentryProjectSlug = (system: string, service: string, environment: string): string => `${system}-${service}-${environment}`;

/**
 * Name of a monitor at a vendor, for example `demo/orders health (local)`. `check` is the name of the check or job, or the title of a
 * metric monitor at Sentry.
 */
export const monitorName = (system: string, service: string, check: string, environment: string): string =>
  `${system}/${service} ${check} (${environment})`;

/** Name of a system's status page in plans, for example `demo-local`. At Better Stack, the name is also the subdomain. */
export const statusPageName = (system: string, environment: string): string => dnsLabel(system, environment);

/** Key of the secret that holds the token for a job's heartbeat. */
export const heartbeatSecret = (system: string, service: string, job: string): string => dnsLabel("heartbeat", system, service, job);

/** Key of the secret that holds the token with which the services of a system push telemetry to the gateway. */
export const gatewayTokenSecret = (system: string): string => dnsLabel("otlp", system);

/**
 * Key of the secret that holds the token with which browsers push telemetry of a system's pages. Everyone who opens a page can read this
 * token, so it differs from the token of the system.
 */
export const browserTokenSecret = (system: string): string => dnsLabel("browser-token", system);

/** Key of the secret that holds the OTLP proxy's private key and certificates, in PEM. */
export const proxyCertificateSecret = "certificate-otlp-proxy";

/** Key of the secret that holds the credentials with which Prometheus scrapes the metrics endpoint of a service. */
export const metricsSecret = (system: string, service: string): string => dnsLabel("metrics", system, service);

/** Key of the secret that holds the password of a store of logs or traces. */
export const storePasswordSecret = (store: string): string => `${store}-password`;

/** Key of the secret that holds the token with which Alertmanager sends the dead man's switch alert to Gatus. */
export const gatusHeartbeatSecret = "gatus-heartbeat";

/** Folder with the secret files of a workload, inside its container. */
export const secretsFolder = "/run/secrets/monitoring";

/** Name of an owner's working hours (time interval) in Alertmanager. */
export const workingHoursName = (owner: Pick<Owner, "id">): string => `${owner.id}-working-hours`;

/** Anchor of an alert in `docs/OPERATIONS.md`. Markdown renderers derive it from the heading. */
export const runbookAnchor = (alertname: string): string => alertname.toLowerCase();

/** UID of a dashboard in Grafana. */
export const dashboardUid = (id: string): string => `monitoring-${id}`;

/**
 * Host of a service in the stack's network. Default: `<service>.<system>`, which is a network alias on Docker, and a Service and its
 * namespace on Kubernetes.
 */
export const serviceHost = (system: string, service: { readonly name: string; readonly host?: string | undefined }): string =>
  service.host ?? `${service.name}.${system}`;
