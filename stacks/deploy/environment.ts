import { appendFileSync } from "node:fs";
import path from "node:path";
import { ComponentResource, log, type ComponentResourceOptions } from "@pulumi/pulumi";
import type { View } from "../../exporters/model/catalogue";
import { isOnOwnMachine } from "../../exporters/model/public-url";
import type { RenderedFile } from "../../exporters/emit";
import { KeptData, type Former } from "./programs/kept-data";
import { ProgramComponent } from "./programs/component";
import type { Settings } from "../config/settings";
import { postgresFiles, redisFiles } from "../demo/files";
import { checkAllowDelete } from "../vendors/resources/allow-delete";
import { prepareVendors, type VendorOutputs } from "../vendors/resources";
import { decideVendors } from "../vendors/resources/decide";
import { plansOf } from "../vendors/resources/plans";
import { previousResources } from "../vendors/resources/previous";
import { assertDiscovery, assertHostMetrics, assertLogAgent } from "./discovery";
import { planEnvironment, type Planned } from "./plan";
import { dockerPlatform } from "./docker/platform";
import type { ClusterOutput, Platform } from "./platform";
import { assertGatewayTokens } from "./gateway-tokens";
import { assertSecrets } from "./missing-secrets";
import type { Operated } from "./operated";
import type { Target } from "./target";
import type { Workload } from "./workload";

/** The stack's outputs, as `pulumi stack output` shows them. */
export interface EnvironmentOutputs extends VendorOutputs {
  readonly environment: string;
  /** The cluster in which the stack runs; undefined on Docker. */
  readonly cluster?: ClusterOutput;
  /** Source of the images. */
  readonly images: "upstream" | "built";
  /** For each program, its addresses by port name, its version and its image. */
  readonly programs: Readonly<
    Record<string, { readonly addresses: Readonly<Record<string, string>>; readonly version: string; readonly image: string }>
  >;
  /** Programs that are not deployed, because their images are not available. `up` warns about them. */
  readonly leftOut: readonly string[];
}

interface EnvironmentArgs {
  readonly target: (parent: ComponentResource) => Target;
  readonly parts: readonly Planned[];
  readonly former: readonly Former[];
}

/** One environment, as the parent resource of its programs. */
class Environment extends ComponentResource {
  readonly programs: readonly ProgramComponent[];

  constructor(name: string, args: EnvironmentArgs, options?: ComponentResourceOptions) {
    super("monitoring:stack:Environment", name, {}, options);
    const target = args.target(this);
    this.programs = args.parts.map((part) => new ProgramComponent(part, target, { parent: this }));
    for (const program of args.former) new KeptData(program, target, { parent: this });
    this.registerOutputs({});
  }
}

/** The platform that `monitoring:target` selects. The Kubernetes SDK and client are loaded only for Kubernetes. */
async function platformOf(root: string, settings: Settings): Promise<Platform> {
  if (settings.kubernetes === undefined) return dockerPlatform(settings);
  const { kubernetesPlatform } = await import("./kubernetes/platform.js");
  return kubernetesPlatform(root, settings, settings.kubernetes);
}

/**
 * The programs that the Prometheus Operator replaces, and the objects for the Operator; undefined without the Operator. The code that
 * generates the objects is loaded only with the Operator.
 */
async function operatedOf(
  { kubernetes }: Settings,
  workloads: readonly Workload[],
  view: View,
  rendered: readonly RenderedFile[],
): Promise<Operated | undefined> {
  if (kubernetes?.operator === undefined) return undefined;
  const { operatorObjects } = await import("../../alert-rules/operator.js");
  const { namespace, operator } = kubernetes;
  return {
    namespace: operator.namespace,
    workloads,
    objects: operatorObjects(view, rendered, { namespace, operator: operator.namespace }),
  };
}

/**
 * Appends a line of JSON to the file that the environment variable `MONITORING_TIMING` names: the wall time and CPU time of Node until the
 * first resource, in milliseconds. `npm run bench` reads this file.
 */
function noteTiming(stack: string): void {
  const file = process.env["MONITORING_TIMING"];
  if (file === undefined) return;
  const { user, system } = process.cpuUsage();
  appendFileSync(
    file,
    `${JSON.stringify({ stack, firstResourceMs: Math.round(performance.now()), cpuMs: Math.round((user + system) / 1000) })}\n`,
  );
}

/** Validates the whole environment, then creates its resources. Throws UserError and changes nothing if the validation fails. */
export async function createEnvironment(
  root: string,
  settings: Settings,
  view: View,
  rendered: readonly RenderedFile[],
): Promise<EnvironmentOutputs> {
  assertDiscovery(settings, view);
  assertLogAgent(settings, view);
  assertHostMetrics(settings, view);
  const platform = await platformOf(root, settings);
  const { cluster } = platform;
  if (cluster !== undefined)
    await log.info(
      `Stack ${settings.stack} runs in cluster ${cluster.server} (context ${cluster.context}), namespace ${cluster.namespace}.`,
    );
  await platform.reach();
  const images = await platform.images();
  const folder = path.join(root, "stacks/demo");
  const plan = planEnvironment({
    settings,
    view,
    rendered,
    images,
    demoFiles: () => ({ postgres: postgresFiles(folder), redis: redisFiles(folder) }),
  });
  const workloads = plan.parts.map(({ workload }) => workload);
  const secretKeys = Object.keys(settings.secrets);
  const facts = { ...settings, environment: view.environment.id, onOwnMachine: isOnOwnMachine(view.environment), secretKeys };
  const decision = decideVendors(plansOf(rendered), facts);
  const returned = decision.deadMansSwitch?.plan.secret;
  assertSecrets(settings.stack, [...workloads, ...plan.operated], returned === undefined ? secretKeys : [...secretKeys, returned]);
  assertGatewayTokens(settings.stack, view, settings.secrets);
  const previous = await previousResources();
  await platform.check(workloads, view, previous);
  for (const name of plan.leftOut)
    await log.warn(
      `${name} is left out: its image is only on an image registry, which this machine cannot reach. Everything else is deployed. If you have access to Docker Hub, set monitoring:images to upstream.`,
    );
  const left = await platform.leftData(
    plan.former.map(({ name }) => name),
    previous,
  );
  const former = plan.former.filter(({ name }) => left.includes(name));
  for (const { name } of former)
    await log.info(`${name} no longer runs in environment ${view.environment.id}. Its data volume is kept until you destroy the stack.`);
  const prepared = await prepareVendors(view, decision, facts, previous);
  checkAllowDelete(settings.allowDelete, previous, settings.stack);
  const operated = await operatedOf(settings, plan.operated, view, rendered);
  noteTiming(settings.stack);
  const environment = new Environment(view.environment.id, {
    target: (parent) => {
      const secrets = { given: settings.secrets, made: prepared.createSecrets({ parent }) };
      return platform.target({ workloads, operated, view, images, secrets, parent });
    },
    parts: plan.parts,
    former,
  });
  const vendors = prepared.create({ parent: environment });
  const entries = plan.parts.map(
    ({ workload, version }, index) =>
      [workload.name, { addresses: environment.programs[index]?.addresses ?? {}, version, image: workload.image }] as const,
  );
  return {
    environment: view.environment.id,
    ...(cluster !== undefined && { cluster }),
    images: images.mode,
    programs: Object.fromEntries(entries),
    leftOut: plan.leftOut,
    ...vendors,
  };
}
