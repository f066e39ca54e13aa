import { secretsFolder } from "../model/naming";
import { nobody, type Program } from "./model";

/** Folder of `alertmanager.yml`. */
export const alertmanagerFolder = "/etc/alertmanager";

const version = "0.33.1";

/** Returns the keys of the secrets that a rendered configuration reads from files, sorted. */
export function secretFilesNamedIn(configuration: string): string[] {
  const names = [...configuration.matchAll(new RegExp(`${secretsFolder}/([A-Za-z0-9._-]+)`, "g"))].map((match) => match[1] ?? "");
  return [...new Set(names)].sort();
}

/**
 * Hours for which Alertmanager remembers its notifications: 35 days, more than the longest repeat interval (32 days, for tenants). After
 * that time, Alertmanager would send a notification again.
 */
const notificationRetentionHours = 840;

/**
 * Returns the arguments of a single Alertmanager. The empty cluster address closes the gossip port. `externalUrl` is Alertmanager's URL for
 * users.
 */
export const alertmanagerArgs = (externalUrl: string): string[] => [
  `--config.file=${alertmanagerFolder}/alertmanager.yml`,
  "--storage.path=/alertmanager",
  `--data.retention=${notificationRetentionHours}h`,
  "--web.listen-address=:9093",
  `--web.external-url=${externalUrl}`,
  "--cluster.listen-address=",
];

/** Alertmanager 0.33 groups, inhibits, silences and routes alerts. */
export const alertmanager = {
  name: "alertmanager",
  component: "monitoring:stack:Alertmanager",
  version,
  image: { repository: "prom/alertmanager", tag: `v${version}`, probe: "wget" },
  ports: { http: { number: 9093, publish: true, opened: true } },
  health: { port: "http", path: "/-/ready" },
  user: nobody,
  data: { path: "/alertmanager", storage: "1Gi" },
  memoryMiB: 128,
  operated: true,
  watched: { metrics: true, health: true },
  contracts: ["alertmanager"],
  instances: ({ view, rendered, connections }) => {
    const configuration = rendered.file("alert-rules", "alertmanager.yml");
    return [
      {
        args: alertmanagerArgs(view.environment.urls.alertmanager),
        files: [{ folder: alertmanagerFolder, files: { "alertmanager.yml": configuration } }],
        // Mount every secret file that the configuration reads, so that no file is missing.
        secretFiles: Object.fromEntries(secretFilesNamedIn(configuration).map((key) => [key, { secret: key }])),
        calls: connections.deliveries(),
      },
    ];
  },
} as const satisfies Program;
