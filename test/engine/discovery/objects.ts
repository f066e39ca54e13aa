import { dnsLabel } from "../../../exporters/model/naming";

type Texts = Readonly<Record<string, string>>;

export interface Metadata {
  readonly labels?: Texts;
  readonly annotations?: Texts;
}

/** The annotations that request a scrape on port 9464. */
export const asks = { "prometheus.io/scrape": "true", "prometheus.io/port": "9464" } as const;

export const namespace = (name: string): object => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } });

/** A pod. The nodes are simulated, so no container runs. */
export const pod = (name: string, where: string, { labels = {}, annotations = {} }: Metadata = {}): object => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace: where, labels, annotations },
  spec: { containers: [{ name: "main", image: "registry.example/app:1", ports: [{ containerPort: 8080 }] }] },
});

/** A Service and its pods. The port of the Service is not the metrics port. */
export const service = (name: string, where: string, metadata: Metadata, pods = 1, ofPods: Metadata = {}): object[] => [
  {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, namespace: where, ...metadata },
    spec: { selector: { app: name }, ports: [{ name: "http", port: 80, targetPort: 8080 }] },
  },
  ...Array.from({ length: pods }, (_, index) =>
    pod(dnsLabel(name, String(index)), where, { ...ofPods, labels: { ...ofPods.labels, app: name } }),
  ),
];

export const list = (items: readonly object[]): object => ({ apiVersion: "v1", kind: "List", items });
