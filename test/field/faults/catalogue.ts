import type { RenderedFile } from "../../../exporters/emit";
import { loadCatalogue } from "../../../exporters/model/catalogue";
import type { RatioText } from "../../../exporters/model/units";
import type { SystemInput } from "../../../exporters/model/schema";
import { artefactsOf } from "../../../stacks/artefacts/artefacts";
import { environments, owners } from "../../fixtures/catalogue";
import { environment } from "../names";
import { objectives, serviceOf, shapes, type Objective } from "./shapes";

/**
 * Returns a system with one service per fault. Each service has the objective twice: as its availability, and as the share of requests that
 * take at most 2 seconds.
 */
const systemOf = (objective: Objective): SystemInput => {
  const promised = objective.title.replace(" ", "") as RatioText;
  return {
    id: `objective-${objective.name}`,
    title: `Objective of ${objective.title}`,
    description: "Services whose faults are timed",
    services: shapes.map((shape) => ({
      kind: "http" as const,
      name: serviceOf(shape, objective).service,
      owner: serviceOf(shape, objective).owner,
      instrumentation: { profile: "prom-client" as const, port: 9464, buckets: [0.1, 1, 2, 5, 10] },
      slo: { availability: promised, latency: { objective: promised, within: "2s" as const } },
    })),
  };
};

/** Returns the rendered files of an environment that monitors one service for each fault and objective. */
export function renderedFaults(): readonly RenderedFile[] {
  const systems = objectives.map(systemOf);
  const [entry] = environments.filter(({ id }) => id === environment);
  if (entry === undefined) throw new Error(`the catalogue of tests has no environment ${environment}`);
  const watched = { ...entry, systems: "all" as const, overrides: [] };
  return artefactsOf(loadCatalogue({ systems, owners, environments: [watched] }).view(environment));
}
