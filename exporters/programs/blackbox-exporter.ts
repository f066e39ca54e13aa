import type { Call } from "./calls";
import { nobody, type Program } from "./model";

/** Folder of `blackbox.yml`. */
export const blackboxFolder = "/etc/blackbox_exporter";

/** blackbox_exporter 0.28: asks other programs from outside. `calls` are the hosts it probes. */
export const blackboxExporter = ({ calls }: { readonly calls: readonly Call[] }): Program => ({
  ports: { http: 9115 },
  args: [`--config.file=${blackboxFolder}/blackbox.yml`, "--web.listen-address=:9115"],
  calls,
  env: {},
  secretFiles: {},
  healthPath: "/-/healthy",
  user: nobody,
});
