import type { Alert } from "../../model";
import { minutes } from "../../promql";
import { label, text } from "../../template";
import { growthAlert } from "./make";

/**
 * The first counter counts failed requests to the Kubernetes API. The second counts failed refreshes of all discovery mechanisms that
 * refresh at intervals. Of these mechanisms, the alert covers only Docker (`mechanism="docker"`).
 */
const counters = ["prometheus_sd_kubernetes_failures_total", "prometheus_sd_refresh_failures_total"] as const;

/**
 * Alert for service discovery that cannot read from the API of Kubernetes or Docker, for example because Prometheus or the Docker proxy
 * lost its permissions.
 */
export const discoveryFailing = (): Alert =>
  growthAlert(
    {
      name: "DiscoveryFailing",
      symptom: "discovery",
      severity: "warning",
      summary: text`${label("service")}: service discovery fails`,
      impact: "Prometheus keeps the targets that it knows. New pods, services and containers are not monitored.",
      firstSteps: [
        "Read the Prometheus log for the error. If it contains forbidden, Prometheus lost its permissions.",
        {
          step: "On Kubernetes, check that the service account of Prometheus may list and watch pods, services and endpoint slices in every namespace. If a right is missing, `pulumi up --refresh` restores its ClusterRole and ClusterRoleBinding.",
          command: { access: "discovery" },
        },
        "On Kubernetes, if the error is a timeout, check the cluster's API server and the network policies between it and Prometheus.",
        "On Docker, check that `docker-proxy` runs. If the error contains 503, the proxy cannot read Docker's socket: check on the host that Docker runs, and that the socket is at the path that the container of the proxy mounts.",
      ],
      firstCommand: { logs: "prometheus", grep: "discovery" },
      panel: "stack/discovery",
    },
    {
      counters,
      only: { [counters[1]]: { mechanism: "docker" } },
      ignored: { [counters[1]]: { mechanism: "http" } },
      window: minutes(5),
      wait: 600,
      harmless: 180,
    },
  );
