import { createHash } from "node:crypto";

/** The names of the images that the released version deploys to a cluster. */
const images = [
  "alertmanager",
  "blackbox-exporter",
  "gatus",
  "grafana",
  "loki",
  "postgres-exporter",
  "prometheus",
  "redis-exporter",
  "tempo",
];

/** The released version that users may run. An upgrade from this version must keep all data and secrets. */
export const released = {
  commit: "4cd85f2",
  /** Invented references of the version's images. The test cluster's nodes are simulated, so they pull no images. */
  images: Object.fromEntries(
    images.map((name) => [name, `registry.example.com/${name}@sha256:${createHash("sha256").update(name).digest("hex")}`]),
  ),
  /** The source of a script that writes the secrets of the released version's local stack. */
  makeSecrets: `import { prepareLocalSecrets } from "./stacks/secrets";
import { catalogue } from "./exporters/catalogue";
prepareLocalSecrets(process.cwd(), catalogue().view("local"));
`,
} as const;
