import type { View } from "../../exporters/model/catalogue";
import { allPrograms, operatedPrograms } from "../../exporters/programs";
import type { Context } from "../../exporters/programs/context";
import { demoSystem } from "../../exporters/programs/demo";
import type { Program } from "../../exporters/programs/model";
import type { RenderedFile } from "../../exporters/emit";
import { UserError } from "../config/errors";
import type { Settings } from "../config/settings";
import { imageNameOf } from "../config/image-names";
import { mebibytesOf } from "../config/quantity";
import { imageOf, type Images } from "./images";
import { contextOf } from "./programs/context";
import type { Former } from "./programs/kept-data";
import { workloadsOf, type Placement } from "./programs/workloads";
import type { Workload } from "./workload";

export interface PlanInput {
  readonly settings: Pick<Settings, "ports" | "memory" | "demo" | "kubernetes">;
  readonly view: View;
  readonly rendered: readonly RenderedFile[];
  readonly images: Images;
  /** Returns the files of the demo's data stores. Called only if the demo runs. */
  readonly demoFiles: () => NonNullable<Context["demo"]>["files"];
}

/** A program that is planned but not created yet. */
export interface Planned {
  /** Pulumi type token of the program's component. */
  readonly component: Program["component"];
  readonly workload: Workload;
  /** Version of the program, for the stack's outputs. */
  readonly version: string;
}

export interface EnvironmentPlan {
  /**
   * Programs with data, except the demo's, that are not created: the environment does not run them, their image is not available, or the
   * Operator replaces them. Their data may still exist.
   */
  readonly former: readonly Former[];
  readonly parts: readonly Planned[];
  /** Programs that are not created, because the Operator's Prometheus and Alertmanager replace them. */
  readonly operated: readonly Workload[];
  /** Programs of the environment that are not planned, because their image is not available. */
  readonly leftOut: readonly string[];
}

function demoOf({ settings, view, demoFiles }: PlanInput): Context["demo"] {
  if (!settings.demo) return undefined;
  const system = view.systems.find(({ id }) => id === demoSystem);
  if (system === undefined)
    throw new UserError(
      `monitoring:demo is true, but environment ${view.environment.id} does not monitor the system "${demoSystem}". Set it to false, or add the system in exporters/catalogue/environments.ts.`,
    );
  return { system, files: demoFiles() };
}

function placementOf({ settings, images }: PlanInput, program: Program): Placement {
  const sizes: Readonly<Record<string, string | undefined>> = settings.kubernetes?.storage ?? {};
  const size = sizes[program.name] ?? program.data?.storage;
  return {
    image: imageOf(images, imageNameOf(program)),
    memoryMiB: settings.memory[program.name],
    storage: sizes[program.name],
    volumeMiB: settings.kubernetes === undefined || size === undefined ? undefined : mebibytesOf(size),
    published: settings.ports,
  };
}

const isDeclared = ({ settings, view }: PlanInput, program: Program): boolean =>
  (program.demo !== true || settings.demo) && (program.runsIn?.(view) ?? true);

/**
 * Plans all programs of an environment. Creates no resources. Throws UserError if `monitoring:demo` is true but the environment does not
 * monitor the demo system, or if a rendered file is missing.
 */
export function planEnvironment(input: PlanInput): EnvironmentPlan {
  const context = contextOf(input.view, input.rendered, demoOf(input));
  const declared = allPrograms.filter((program) => isDeclared(input, program));
  const isUnavailable = (program: Program): boolean => input.images.unavailable.includes(imageNameOf(program));
  const here = declared.filter((program) => !isUnavailable(program));
  const operated = (program: Program): boolean =>
    input.settings.kubernetes?.operator !== undefined && operatedPrograms.includes(program.name);
  const planned = here.map((program) => {
    const placement = placementOf(input, program);
    const { version } = placement.image;
    const workloads = workloadsOf(program, context, placement);
    return { program, parts: workloads.map((workload): Planned => ({ component: program.component, workload, version })) };
  });
  const created = here.filter((program) => !operated(program));
  return {
    former: allPrograms.filter((program) => program.data !== undefined && program.demo !== true && !created.includes(program)),
    parts: planned.flatMap(({ program, parts }) => (operated(program) ? [] : parts)),
    operated: planned.flatMap(({ program, parts }) => (operated(program) ? parts.map(({ workload }) => workload) : [])),
    leftOut: declared.filter(isUnavailable).map(({ name }) => name),
  };
}
