import type { View } from "../model/catalogue";
import { yamlFile, type RenderedFile } from "../emit";
import { composeLabels, dockerLabels } from "../pipeline/container-labels";
import { programs } from "../programs";
import { catalogueNames, metricRelabelings, profileLabels } from "./discovery";
import { dropWhen, escapeRegex, keepWhen, setLabel, type Relabel } from "./relabel";
import { sampleLimit } from "./targets";

/** Name of the scrape job of discovered containers. */
export const dockerJob = "docker-containers";

const label = (name: string): string => `__meta_docker_container_label_${name.replace(/[^a-zA-Z0-9]/g, "_")}`;

/** Matches the names of the networks of all stacks. Programs and applications share the network without the suffix `-stores`. */
const sharedNetwork = "monitoring-.+";
/** Matches the names of the stores' networks. Applications are not in these networks. */
const storesNetwork = "monitoring-.+-stores";

/** Returns the relabelling that selects containers, and sets the labels that targets of the catalogue have. */
const relabelings = (view: View): Relabel[] => [
  keepWhen([label(dockerLabels.owner), label(dockerLabels.port)], "[^;]+;[0-9]+"),
  keepWhen([label(dockerLabels.environment)], `|${escapeRegex(view.environment.id)}`),
  // A container has one address in each of its networks. Prometheus can connect only to the address in the stack's network.
  keepWhen(["__meta_docker_network_name"], sharedNetwork),
  dropWhen(["__meta_docker_network_name"], storesNetwork),
  setLabel("__address__", ["__meta_docker_network_ip", label(dockerLabels.port)], "([^;]+);([0-9]+)", "$1:$2"),
  setLabel("__metrics_path__", [label(dockerLabels.path)], "(/.*)"),
  setLabel("system", [label(composeLabels.system)]),
  setLabel("system", [label(dockerLabels.system)]),
  setLabel("service", [label(composeLabels.service)]),
  setLabel("service", [label(dockerLabels.service)]),
  keepWhen(["system", "service"], "[^;]+;[^;]+"),
  setLabel("owner", [label(dockerLabels.owner)]),
  { target_label: "environment", replacement: view.environment.id },
  ...profileLabels(view, label(dockerLabels.instrumentation)),
  dropWhen(["system", "service"], catalogueNames(view)),
];

/** Returns the scrape job for containers on the host that are not in the catalogue. Undefined without discovery on Docker. */
export function dockerDiscovery(view: View): object | undefined {
  if (!view.environment.discovery.includes("docker")) return undefined;
  const { name, ports } = programs["docker-proxy"];
  return {
    job_name: dockerJob,
    sample_limit: sampleLimit,
    docker_sd_configs: [{ host: `tcp://${name}:${ports.docker.number}`, refresh_interval: "15s", match_first_network: false }],
    relabel_configs: relabelings(view),
    metric_relabel_configs: metricRelabelings(view),
  };
}

/** Renders `discovery/docker.yml`, which is mounted only on Docker. Empty without discovery on Docker. */
export function renderDockerDiscovery(view: View, folder: string): RenderedFile[] {
  const job = dockerDiscovery(view);
  return job === undefined
    ? []
    : [yamlFile(`${folder}/discovery/docker.yml`, "exporters/scrape/docker-discovery.ts", { scrape_configs: [job] })];
}
