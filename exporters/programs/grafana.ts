import { secretsFolder } from "../model/naming";
import type { Program } from "./model";

/** Folder of the provisioning files for data sources and dashboard providers. */
export const grafanaProvisioningFolder = "/etc/grafana/provisioning";
/** Folder of the provisioned dashboards. */
export const grafanaDashboardsFolder = "/etc/grafana/dashboards";
/** Key of the secret with the password of Grafana's user `admin`. */
export const grafanaAdminSecret = "grafana-admin-password";

const version = "12.3.1";

/**
 * Returns the environment variables of Grafana: no sign-up, no usage reports, no downloads at start. `externalUrl` is Grafana's URL for
 * users.
 */
const grafanaEnv = (externalUrl: string): Record<string, string> => ({
  GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: "false",
  GF_ANALYTICS_CHECK_FOR_UPDATES: "false",
  GF_ANALYTICS_REPORTING_ENABLED: "false",
  GF_AUTH_ANONYMOUS_ENABLED: "false",
  GF_LOG_MODE: "console",
  GF_NEWS_NEWS_FEED_ENABLED: "false",
  GF_PATHS_DATA: "/var/lib/grafana",
  GF_PATHS_PROVISIONING: grafanaProvisioningFolder,
  GF_PLUGINS_PREINSTALL_DISABLED: "true",
  GF_SECURITY_ADMIN_PASSWORD: `$__file{${secretsFolder}/${grafanaAdminSecret}}`,
  GF_SECURITY_ADMIN_USER: "admin",
  GF_SECURITY_COOKIE_SECURE: String(externalUrl.startsWith("https:")),
  GF_SECURITY_DISABLE_GRAVATAR: "true",
  GF_SERVER_HTTP_PORT: "3000",
  GF_SERVER_ROOT_URL: externalUrl,
  GF_USERS_ALLOW_SIGN_UP: "false",
});

/** Grafana shows dashboards for metrics, logs and traces. */
export const grafana = {
  name: "grafana",
  component: "monitoring:stack:Grafana",
  version,
  image: { repository: "grafana/grafana", tag: version, probe: "wget" },
  ports: { http: { number: 3000, publish: true, opened: true } },
  health: { port: "http", path: "/api/health" },
  user: "472:0",
  data: { path: "/var/lib/grafana", storage: "1Gi" },
  memoryMiB: 384,
  cpuMillis: 100,
  login: true,
  watched: { metrics: true, health: true },
  contracts: { none: "no package registry has it, and no rule reads it" },
  runsIn: ({ environment }) => environment.grafana,
  instances: ({ view, rendered, connections }) => [
    {
      env: grafanaEnv(view.environment.urls.grafana),
      files: [
        { folder: grafanaProvisioningFolder, files: rendered.below("dashboards", "provisioning") },
        { folder: grafanaDashboardsFolder, files: rendered.below("dashboards", "dashboards") },
      ],
      secretFiles: { [grafanaAdminSecret]: { secret: grafanaAdminSecret } },
      calls: connections.datasources(),
    },
  ],
} as const satisfies Program;
