import { passwordPath, userPath } from "../pipeline/store-accounts";
import { programs } from "../programs";
import { stackJob, type Target } from "./targets";

/** The only program of the stack whose metrics require a password. Jaeger's metrics have a separate port, which requires no password. */
const { "victoria-logs": store } = programs;

/** Whether the target requires a password. */
export const needsPassword = ({ job, labels }: Pick<Target, "job" | "labels">): boolean =>
  job === stackJob && labels.service === store.name;

/**
 * Name of the scrape job of the targets that require a password. Their series have the same label `job` as the series of the stack's other
 * programs.
 */
export const passwordJob = `${stackJob}-${store.name}`;

/** Paths of the secret files with the user name and the password with which Prometheus logs in. */
export const basicAuth = { username_file: userPath(store.name), password_file: passwordPath(store.name) } as const;

/** Returns the `file_sd` groups of the targets that require a password. */
export const passwordGroups = (targets: readonly Target[]): object[] =>
  targets.filter(needsPassword).map(({ address, labels }) => ({ targets: [address], labels: { job: stackJob, ...labels } }));
