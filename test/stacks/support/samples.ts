import { catalogue } from "../../fixtures/catalogue";
import type { View } from "../../../exporters/model/catalogue";
import type { RenderedFile } from "../../../exporters/emit";
import { programs, type ProgramName } from "../../../exporters/programs";
import type { Context } from "../../../exporters/programs/context";
import { contextOf } from "../../../stacks/deploy/programs/context";
import { workloadsOf, type Placement, type ResolvedImage } from "../../../stacks/deploy/programs/workloads";
import type { Workload } from "../../../stacks/deploy/workload";
import type { ImageName } from "../../../stacks/config/image-names";
import { imagePins } from "../../../stacks/supply/image-pins";
import type { Images } from "../../../stacks/deploy/images";

/** The fixture catalogue's view of the local environment. */
export const localView = (): View => catalogue().view("local");

/** A resolved image for any program. */
export const image: ResolvedImage = { reference: "sha256:abc", version: "1.2.3", probe: "wget" };

/** Small files in place of the rendered files of `local`. */
export const rendered: readonly RenderedFile[] = [
  { path: "exporters/rendered/local/prometheus.yml", content: "global: {}\n" },
  { path: "exporters/rendered/local/targets/stack.json", content: "[]\n" },
  { path: "exporters/rendered/local/blackbox.yml", content: "modules: {}\n" },
  { path: "exporters/rendered/local/otelcol.yml", content: "receivers: {}\n" },
  { path: "exporters/rendered/local/loki.yml", content: "auth_enabled: false\n" },
  { path: "exporters/rendered/local/tempo.yml", content: "server: {}\n" },
  { path: "exporters/rendered/local/gatus.yml", content: "metrics: true\n" },
  { path: "exporters/rendered/local/status-pages/demo.yml", content: "endpoints: []\n" },
  { path: "alert-rules/rendered/local/rules/http.rules.yml", content: "groups: []\n" },
  {
    path: "alert-rules/rendered/local/alertmanager.yml",
    content: "api_url_file: /run/secrets/monitoring/slack-shop-alerts\nurl_file: '/run/secrets/monitoring/webhook-dead-mans-switch'\n",
  },
  { path: "dashboards/rendered/local/provisioning/datasources/all.yml", content: "apiVersion: 1\n" },
  { path: "dashboards/rendered/local/provisioning/dashboards/all.yml", content: "apiVersion: 1\n" },
  { path: "dashboards/rendered/local/dashboards/overview.json", content: "{}\n" },
];

/** All images except the given images. */
export function imagesWithout(...unavailable: ImageName[]): Images {
  const names = (Object.keys(imagePins) as ImageName[]).filter((name) => !unavailable.includes(name));
  const resolved = new Map(
    names.map((name) => [name, { reference: `sha256:${name}`, version: imagePins[name].version, probe: "wget" as const }]),
  );
  return { mode: "built", resolved, unavailable };
}

/** Settings in which a test's workloads differ from the local environment. */
export interface Sample extends Partial<Placement> {
  readonly view?: View;
  readonly files?: readonly RenderedFile[];
  readonly demo?: Context["demo"];
}

/** The planned workloads of one program, by name. */
export function workloadsNamed(
  program: ProgramName,
  { view = localView(), files = rendered, demo, ...placement }: Sample = {},
): Map<string, Workload> {
  const planned = workloadsOf(programs[program], contextOf(view, files, demo), { image, ...placement });
  return new Map(planned.map((workload) => [workload.name, workload]));
}

/** The program's workload with this name. Default of `name`: the program's name. Throws if there is no such workload. */
export function workloadNamed(program: ProgramName, sample: Sample = {}, name: string = program): Workload {
  const workload = workloadsNamed(program, sample).get(name);
  if (workload === undefined) throw new Error(`${program} has no workload ${name}.`);
  return workload;
}
