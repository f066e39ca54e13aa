import { goMemoryLimit, type Program } from "./model";

/** Folder of `loki.yml`. */
export const lokiFolder = "/etc/loki";

/** Loki 3.7 as one process. */
export const loki = ({ memoryMiB }: { readonly memoryMiB: number }): Program => ({
  ports: { http: 3100 },
  args: [`-config.file=${lokiFolder}/loki.yml`, "-target=all"],
  calls: [],
  env: goMemoryLimit(memoryMiB),
  secretFiles: {},
  healthPath: "/ready",
  dataPath: "/loki",
  user: "10001:10001",
});
