import { secretsFolder } from "../model/naming";
import type { Call } from "./calls";
import type { Program } from "./model";

/** Folder of the provisioned data sources and dashboard providers. */
export const grafanaProvisioningFolder = "/etc/grafana/provisioning";
/** Folder of the dashboards the provider reads. */
export const grafanaDashboardsFolder = "/etc/grafana/dashboards";
/** Secret of the password of Grafana's `admin`. */
export const grafanaAdminSecret = "grafana-admin-password";

export interface GrafanaOptions {
  /** Address people open it at. */
  readonly externalUrl: string;
  /** Its data sources. */
  readonly calls: readonly Call[];
}

/** Grafana, all from files: nobody signs up, nothing phones home, nothing is downloaded at start. */
export const grafana = ({ externalUrl, calls }: GrafanaOptions): Program => ({
  ports: { http: 3000 },
  args: [],
  calls,
  env: {
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
  },
  secretFiles: { [grafanaAdminSecret]: { secret: grafanaAdminSecret } },
  healthPath: "/api/health",
  dataPath: "/var/lib/grafana",
  user: "472:0",
});
