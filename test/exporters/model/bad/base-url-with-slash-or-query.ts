import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({
    urls: {
      grafana: "https://grafana.example.com/",
      runbooks: "https://example.com/runbooks/",
      prometheus: "https://example.com/prometheus/",
      alertmanager: "https://alertmanager.example.com/?orgId=1",
    },
  }),
  lines: [
    'environments.production.urls.grafana: got "https://grafana.example.com/"; links append a path to it: remove the slash at its end',
    'environments.production.urls.prometheus: got "https://example.com/prometheus/"; links append a path to it: remove the slash at its end',
    'environments.production.urls.alertmanager: got "https://alertmanager.example.com/?orgId=1"; links append a path to it: remove the query',
  ],
};
