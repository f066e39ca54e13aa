import type { View } from "../../exporters/model/catalogue";
import { operatorsPrograms } from "../../exporters/programs/operator";
import type { RenderedFile } from "../../exporters/emit";
import { publicPages } from "../../exporters/uptime/status-pages";
import { Alertmanager, alertmanagerWorkload } from "./programs/alertmanager";
import { BlackboxExporter, blackboxExporterWorkload } from "./programs/blackbox-exporter";
import { DemoApp, demoAppWorkload, demoPrograms } from "./programs/demo-app";
import { Gatus, gatusWorkload, StatusPage, statusPageWorkload } from "./programs/gatus";
import { Grafana, grafanaWorkload } from "./programs/grafana";
import { Loki, lokiWorkload } from "./programs/loki";
import type { Placement } from "./programs/placement";
import { PostgresExporter, postgresExporterWorkload } from "./programs/postgres-exporter";
import { PostgresServer, postgresServerWorkload } from "./programs/postgres-server";
import { part, type Part } from "./programs/program";
import { Prometheus, prometheusWorkload } from "./programs/prometheus";
import { RedisExporter, redisExporterWorkload } from "./programs/redis-exporter";
import { RedisServer, redisServerWorkload } from "./programs/redis-server";
import { Tempo, tempoWorkload } from "./programs/tempo";
import type { Publishable, Settings, Sizable } from "../config/settings";
import { UserError } from "../config/errors";
import { prometheusBuild } from "../supply/image-pins";
import { imageOf, type ImageName, type Images } from "../supply/deployed-images";
import type { Workload } from "./workload";

/** The system that `monitoring:demo` starts. */
export const demoSystem = "demo";

export interface PlanInput {
  readonly settings: Pick<Settings, "ports" | "memory" | "demo" | "kubernetes">;
  readonly view: View;
  readonly rendered: readonly RenderedFile[];
  readonly images: Images;
  /** Files of the demo's data stores; read only when the demo is wanted. */
  readonly demoFiles: () => { readonly postgres: Readonly<Record<string, string>>; readonly redis: Readonly<Record<string, string>> };
}

/** A component to be, with the version that is shown of it. */
export type Planned = Part & { readonly version: string };

export interface EnvironmentPlan {
  readonly parts: readonly Planned[];
  /** Programs that are not created, because the Prometheus Operator's own take their place. */
  readonly operated: readonly Workload[];
  readonly leftOut: readonly string[];
}

type Place = (image: ImageName, program?: Publishable, ports?: Readonly<Partial<Record<string, Publishable>>>) => Placement;

function placer({ settings, images }: PlanInput): Place {
  return (name, program, ports = program === undefined ? {} : { http: program }) => {
    const image = imageOf(images, name);
    const publish = Object.entries(ports).flatMap(([port, key]) =>
      key !== undefined && settings.ports[key] !== undefined ? [[port, settings.ports[key]] as const] : [],
    );
    const memoryMiB = program !== undefined && program in settings.memory ? settings.memory[program as Sizable] : undefined;
    const sizes: Readonly<Record<string, string | undefined>> = settings.kubernetes?.storage ?? {};
    const storage = program === undefined ? undefined : sizes[program];
    return { image, publish: Object.fromEntries(publish), memoryMiB, storage };
  };
}

function stackParts({ view, rendered, images }: PlanInput, place: Place): Planned[] {
  const common = { view, rendered };
  const one = (placement: Placement, make: (placement: Placement) => Part): Planned => ({
    ...make(placement),
    version: placement.image.version,
  });
  return [
    one(place("prometheus", "prometheus"), (placement) =>
      part(prometheusWorkload, Prometheus, { ...placement, ...common, build: prometheusBuild }),
    ),
    one(place("alertmanager", "alertmanager"), (placement) => part(alertmanagerWorkload, Alertmanager, { ...placement, ...common })),
    ...(images.unavailable.includes("grafana")
      ? []
      : [one(place("grafana", "grafana"), (placement) => part(grafanaWorkload, Grafana, { ...placement, ...common }))]),
    one(place("loki", "loki"), (placement) => part(lokiWorkload, Loki, { ...placement, ...common })),
    one(place("tempo", "tempo", { http: "tempo", "otlp-http": "otlp" }), (placement) =>
      part(tempoWorkload, Tempo, { ...placement, ...common }),
    ),
    one(place("blackbox-exporter", "blackbox-exporter"), (placement) =>
      part(blackboxExporterWorkload, BlackboxExporter, { ...placement, ...common }),
    ),
    one(place("gatus", "gatus"), (placement) => part(gatusWorkload, Gatus, { ...placement, ...common })),
    ...(view.environment.uptime.statusPages === "gatus" ? publicPages(view) : []).map((page) =>
      one(place("gatus", `status-${page.system.id}`), (placement) =>
        part(statusPageWorkload, StatusPage, { ...placement, ...common, page }),
      ),
    ),
  ];
}

function exporterParts({ view, settings }: PlanInput, place: Place): Planned[] {
  return view.systems.flatMap((system) => {
    const tls = !(settings.demo && system.id === demoSystem);
    return system.services.flatMap((service): Planned[] => {
      if (service.kind === "postgres") {
        const placement = place("postgres-exporter");
        return [
          {
            ...part(postgresExporterWorkload, PostgresExporter, { ...placement, system: system.id, service, tls }),
            version: placement.image.version,
          },
        ];
      }
      if (service.kind === "redis") {
        const placement = place("redis-exporter");
        return [
          { ...part(redisExporterWorkload, RedisExporter, { ...placement, system, service, tls }), version: placement.image.version },
        ];
      }
      return [];
    });
  });
}

function demoParts({ view, demoFiles }: PlanInput, place: Place): Planned[] {
  const system = view.systems.find(({ id }) => id === demoSystem);
  if (system === undefined)
    throw new UserError(
      `monitoring:demo is true, and environment ${view.environment.id} does not watch the system "${demoSystem}". Set it to false, or add the system in exporters/catalogue/environments.ts.`,
    );
  const files = demoFiles();
  const stores = system.services.flatMap((service): Planned[] => {
    if (service.kind === "postgres") {
      const placement = place("postgres");
      return [
        {
          ...part(postgresServerWorkload, PostgresServer, { ...placement, system: system.id, service, files: files.postgres }),
          version: placement.image.version,
        },
      ];
    }
    if (service.kind === "redis") {
      const placement = place("redis");
      return [
        {
          ...part(redisServerWorkload, RedisServer, { ...placement, system: system.id, service, files: files.redis }),
          version: placement.image.version,
        },
      ];
    }
    return [];
  });
  const apps = demoPrograms.map((program): Planned => {
    const placement = program === "orders" || program === "receiver" ? place("demo-app", program) : place("demo-app");
    const owner = system.services.find(({ name }) => name === program)?.owner ?? view.environment.platformOwner;
    return {
      ...part(demoAppWorkload, DemoApp, { ...placement, program, system: system.id, environment: view.environment.id, owner }),
      version: placement.image.version,
    };
  });
  return [...stores, ...apps];
}

/** Every component of an environment, planned and not yet created. */
export function planEnvironment(input: PlanInput): EnvironmentPlan {
  const place = placer(input);
  const parts = [...stackParts(input, place), ...exporterParts(input, place), ...(input.settings.demo ? demoParts(input, place) : [])];
  const isOperated = ({ workload }: Part): boolean =>
    input.settings.kubernetes?.operator !== undefined && operatorsPrograms.includes(workload.name);
  return {
    parts: parts.filter((each) => !isOperated(each)),
    operated: parts.filter(isOperated).map(({ workload }) => workload),
    leftOut: input.images.unavailable,
  };
}
