import { createHash } from "node:crypto";

/** Names of the images that the released version deployed to a cluster. */
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

/** The version that users may have deployed. An upgrade from it must lose nothing. */
export const released = {
  commit: "4cd85f2",
  /** References of its images; the nodes of the test cluster are simulated, so nothing pulls them. */
  images: Object.fromEntries(
    images.map((name) => [name, `registry.example.com/${name}@sha256:${createHash("sha256").update(name).digest("hex")}`]),
  ),
  /** A program of that version that writes the secrets of its local stack. */
  makeSecrets: `import { prepareLocalSecrets } from "./stacks/secrets";
import { catalogue } from "./exporters/catalogue";
prepareLocalSecrets(process.cwd(), catalogue().view("local"));
`,
} as const;
