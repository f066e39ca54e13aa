import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({
    urls: {
      grafana: "https://grafana.example.com?auth_token=hunter2",
      runbooks: "https://example.com/runbooks?private_token=hunter2",
      prometheus: "https://prometheus.example.com",
      alertmanager: "https://alertmanager.example.com",
    },
    sentry: { url: "https://sentry.example.com/?password=hunter2", organization: "shop" },
  }),
  lines: [
    'environments.production.urls.grafana: got the parameter "auth_token" in the query, whose value would be readable in labels, messages and rendered files: use an address that needs no secret',
    'environments.production.urls.runbooks: got the parameter "private_token" in the query, whose value would be readable in labels, messages and rendered files: use an address that needs no secret',
    'environments.production.sentry.url: got the parameter "password" in the query, whose value would be readable in labels, messages and rendered files: use an address that needs no secret',
  ],
};
