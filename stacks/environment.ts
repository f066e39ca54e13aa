import { appendFileSync } from "node:fs";
import path from "node:path";
import { ComponentResource, log, type ComponentResourceOptions } from "@pulumi/pulumi";
import { getRegistryImage } from "@pulumi/docker/getRegistryImage";
import type { View } from "../exporters/catalogue/catalogue";
import type { RenderedFile } from "../exporters/emit";
import type { Part, ProgramComponent } from "./components/program";
import type { Settings } from "./config";
import {
  builtImages,
  imageMode,
  imageOf,
  resolveBuilt,
  resolveUpstream,
  sharedLayer,
  withLoader,
  type ImageName,
  type Images,
} from "./images";
import { planEnvironment } from "./plan";
import { dockerClient, preflight } from "./preflight";
import { cacheRoot } from "./supply/paths";
import { assertSecrets } from "./secrets";
import { DockerTarget } from "./workload/docker";
import { postgresFiles, redisFiles } from "./demo/files";
import { imagePins } from "./image-pins";
import { prepareVendors, type VendorOutputs } from "./vendors";
import { decideVendors } from "./vendors/decide";
import { plansOf } from "./vendors/plans";

/** What the stack tells its user: `pulumi stack output`. */
export interface EnvironmentOutputs extends VendorOutputs {
  readonly environment: string;
  /** Where images came from. */
  readonly images: "upstream" | "built";
  /** By name of the program: its addresses on this machine, its version, its image. */
  readonly programs: Readonly<
    Record<string, { readonly addresses: Readonly<Record<string, string>>; readonly version: string; readonly image: string }>
  >;
  /** Programs that this machine cannot have; see the warning of `up`. */
  readonly leftOut: readonly string[];
}

interface EnvironmentArgs {
  readonly settings: Settings;
  readonly loaderImage: string;
  readonly parts: readonly Part[];
}

/** Programs of one environment, below one resource. */
class Environment extends ComponentResource {
  readonly programs: readonly ProgramComponent[];

  constructor(name: string, args: EnvironmentArgs, options?: ComponentResourceOptions) {
    super("monitoring:stack:Environment", name, {}, options);
    const { stack, dockerHost, secrets } = args.settings;
    const target = new DockerTarget("docker", { stack, host: dockerHost, loaderImage: args.loaderImage, secrets }, { parent: this });
    this.programs = args.parts.map((part) => part.create(target, { parent: this }));
    this.registerOutputs({});
  }
}

const digestOf = async (reference: string): Promise<string> => (await getRegistryImage({ name: reference })).sha256Digest;

async function resolveImages(settings: Settings): Promise<Images> {
  const found = builtImages(cacheRoot());
  const names = (Object.keys(imagePins) as ImageName[]).filter(
    (name) => settings.demo || !["postgres", "redis", "demo-app"].includes(name),
  );
  if (imageMode(settings.images, found) === "upstream") return resolveUpstream(names, found, digestOf);
  const filter = encodeURIComponent(JSON.stringify({ reference: [sharedLayer] }));
  const listing = await dockerClient(settings.dockerHost)?.(`/images/json?filters=${filter}`);
  return resolveBuilt(names, found && listing?.status === 200 ? withLoader(found, listing.body) : found);
}

/** `MONITORING_TIMING` names a file that is told how long Node ran until the first resource, and how much of that it computed: `npm run bench` reads it. */
function noteTiming(stack: string): void {
  const file = process.env["MONITORING_TIMING"];
  if (file === undefined) return;
  const { user, system } = process.cpuUsage();
  appendFileSync(
    file,
    `${JSON.stringify({ stack, firstResourceMs: Math.round(performance.now()), cpuMs: Math.round((user + system) / 1000) })}\n`,
  );
}

/** Checks everything, then creates everything: nothing is changed when something is wrong. */
export async function createEnvironment(
  root: string,
  settings: Settings,
  view: View,
  rendered: readonly RenderedFile[],
): Promise<EnvironmentOutputs> {
  await preflight({ stack: settings.stack, dockerHost: settings.dockerHost, ports: settings.ports });
  const images = await resolveImages(settings);
  const folder = path.join(root, "stacks/demo");
  const plan = planEnvironment({
    settings,
    view,
    rendered,
    images,
    demoFiles: () => ({ postgres: postgresFiles(folder), redis: redisFiles(folder) }),
  });
  assertSecrets(
    settings.stack,
    plan.parts.map(({ workload }) => workload),
    settings.secrets,
  );
  const decision = decideVendors(plansOf(rendered), {
    ...settings,
    environment: view.environment.id,
    secretKeys: Object.keys(settings.secrets),
  });
  for (const name of plan.leftOut)
    await log.warn(
      `${name} is left out: package registries carry no image of it. Everything else is deployed; with access to Docker Hub set monitoring:images to upstream.`,
    );
  const createVendors = await prepareVendors(view, decision);
  noteTiming(settings.stack);
  const environment = new Environment(view.environment.id, {
    settings,
    loaderImage: imageOf(images, "loader").reference,
    parts: plan.parts,
  });
  const vendors = createVendors({ parent: environment });
  const entries = plan.parts.map(
    ({ workload, version }, index) =>
      [workload.name, { addresses: environment.programs[index]?.addresses ?? {}, version, image: workload.image }] as const,
  );
  return {
    environment: view.environment.id,
    images: images.mode,
    programs: Object.fromEntries(entries),
    leftOut: plan.leftOut,
    ...vendors,
  };
}
