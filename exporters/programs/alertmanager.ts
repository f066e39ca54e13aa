import { secretsFolder } from "../model/naming";
import type { Call } from "./calls";
import { nobody, type Program } from "./model";

export interface AlertmanagerOptions {
  readonly externalUrl: string;
  /** The rendered configuration: every secret file it names is mounted, so that none can be missing. */
  readonly configuration: string;
  /** Where it delivers to. */
  readonly calls: readonly Call[];
}

/** Folder of `alertmanager.yml`. */
export const alertmanagerFolder = "/etc/alertmanager";

/** Keys of the secrets a rendered configuration reads from files, sorted. */
export function secretFilesNamedIn(configuration: string): string[] {
  const names = [...configuration.matchAll(new RegExp(`${secretsFolder}/([A-Za-z0-9._-]+)`, "g"))].map((match) => match[1] ?? "");
  return [...new Set(names)].sort();
}

/** Alertmanager 0.33 alone: with an empty cluster address it opens no gossip port. */
export const alertmanager = ({ externalUrl, configuration, calls }: AlertmanagerOptions): Program => ({
  ports: { http: 9093 },
  args: [
    `--config.file=${alertmanagerFolder}/alertmanager.yml`,
    "--storage.path=/alertmanager",
    "--data.retention=120h",
    "--web.listen-address=:9093",
    `--web.external-url=${externalUrl}`,
    "--cluster.listen-address=",
  ],
  calls,
  env: {},
  secretFiles: Object.fromEntries(secretFilesNamedIn(configuration).map((key) => [key, { secret: key }])),
  healthPath: "/-/ready",
  dataPath: "/alertmanager",
  user: nobody,
});
