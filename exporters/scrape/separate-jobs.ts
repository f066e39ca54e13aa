import { dnsLabel, metricsSecret, secretsFolder } from "../model/naming";
import type { SecretContent } from "../programs/secret-files";
import { setLabels, type Relabel } from "./relabel";
import type { Target } from "./targets";

/**
 * Whether a target needs a separate scrape job, because its endpoint requires credentials, or because Prometheus looks up the addresses of
 * its replicas. Credentials and lookups are settings of a job. The separate job has a different name, but its series keep the label `job`
 * of the shared job.
 */
export const isSeparate = ({ authorization, replicas }: Target): boolean => authorization !== undefined || replicas !== undefined;

/** Name of the separate scrape job of a target. */
export const separateJob = ({ job, labels: { system, service } }: Target): string => dnsLabel(job, system, service);

const keySecret = ({ labels: { system, service } }: Target): string => metricsSecret(system, service);

/** Path of the secret file with the credentials for a target's endpoint. The file has the name of the secret. */
export const keyPath = (target: Target): string => `${secretsFolder}/${keySecret(target)}`;

/** Returns the keys of the secrets with the credentials for the targets' endpoints. */
export const keySecrets = (targets: readonly Target[]): string[] =>
  targets.filter(({ authorization }) => authorization !== undefined).map(keySecret);

/** Returns Prometheus' secret files with the credentials for metrics endpoints. */
export const keyFiles = (targets: readonly Target[]): Record<string, SecretContent> =>
  Object.fromEntries(keySecrets(targets).map((secret) => [secret, { secret }]));

/** All labels of a target of a separate job, including `job`. */
const labelsOf = ({ job, labels }: Target): Readonly<Record<string, string>> => ({ job, ...labels });

/** Returns the `file_sd` groups of a separate job. Empty if Prometheus looks up the addresses. */
export const separateGroups = (target: Target): object[] =>
  target.replicas === undefined ? [{ targets: [target.address], labels: labelsOf(target) }] : [];

/** Where Prometheus looks up the addresses of a target's replicas, and the relabelling that gives each replica the target's labels. */
export interface Lookup {
  readonly name: string;
  readonly port: number;
  readonly relabel: readonly Relabel[];
}

/** Returns the DNS lookup for a target with replicas. Undefined for a target with one address. */
export function lookupOf(target: Target): Lookup | undefined {
  if (target.replicas === undefined) return undefined;
  const at = target.address.lastIndexOf(":");
  return {
    name: target.address.slice(0, at),
    port: Number(target.address.slice(at + 1)),
    relabel: setLabels(labelsOf(target)),
  };
}

/** Returns the settings of a separate job that differ from those of the other jobs. `folder` contains the `file_sd` files. */
export function separateSettings(target: Target, folder: string): object {
  const lookup = lookupOf(target);
  return {
    ...(target.authorization !== undefined && { authorization: { type: target.authorization, credentials_file: keyPath(target) } }),
    ...(lookup === undefined
      ? { file_sd_configs: [{ files: [`${folder}/${separateJob(target)}.json`] }] }
      : { dns_sd_configs: [{ names: [lookup.name], type: "A", port: lookup.port }], relabel_configs: lookup.relabel }),
  };
}
