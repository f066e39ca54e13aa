import { environment, owner, system, web, type Bad } from "../support";

const settings = { kubeletCertificates: "any", kubeStateMetrics: "kube-state-metrics.kube-system.svc:8080" };

export const bad: Bad = {
  input: {
    systems: [system("shop", web)],
    owners: [owner],
    environments: [
      { ...environment, ...settings },
      { ...environment, id: "docker", hostMetrics: "docker", kubeletCertificates: "cluster" },
    ],
  },
  lines: [
    'environments.docker.kubeletCertificates: got "cluster", which has no effect without hostMetrics: "kubernetes": add it, or remove kubeletCertificates',
    'environments.production.kubeletCertificates: got "any", which has no effect without hostMetrics: "kubernetes": add it, or remove kubeletCertificates',
    'environments.production.kubeStateMetrics: got "kube-state-metrics.kube-system.svc:8080", which has no effect without hostMetrics: "kubernetes": add it, or remove kubeStateMetrics',
  ],
};
