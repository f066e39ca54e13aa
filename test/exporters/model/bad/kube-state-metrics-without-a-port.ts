import { environment, owner, system, web, type Bad } from "../support";

export const bad: Bad = {
  input: {
    systems: [system("shop", web)],
    owners: [owner],
    environments: [
      { ...environment, hostMetrics: "kubernetes", kubeletCertificates: "none", kubeStateMetrics: "http://kube-state-metrics" },
    ],
  },
  lines: [
    'environments.production.kubeletCertificates: got "none"; allowed: any, cluster',
    'environments.production.kubeStateMetrics: got "http://kube-state-metrics"; expected a host and a port from 1 to 65535, like "kube-state-metrics.kube-system.svc:8080": remove scheme, path and blanks',
  ],
};
