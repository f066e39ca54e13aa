import { ComponentResource, mergeOptions, type ComponentResourceOptions, type CustomResourceOptions, type Input } from "@pulumi/pulumi";
import { Container } from "@pulumi/docker/container";
import { Network } from "@pulumi/docker/network";
import { Provider } from "@pulumi/docker/provider";
import { Volume } from "@pulumi/docker/volume";
import { secretsFolder } from "../../../exporters/model/naming";
import {
  containerArgs,
  contentHash,
  dataVolume,
  fileVolumes,
  furtherReplicas,
  loaderArgs,
  networksOf,
  ownerArgs,
  scopedName,
  secretUploads,
  socketOf,
  stackLabels,
  type Mount,
  type Upload,
} from "./args";
import { withSecrets, type KnownSecrets } from "../known-secrets";
import type { Placed, Target } from "../target";
import { hasSecrets, type Workload } from "../workload";

export interface DockerTargetArgs {
  /** Name of the stack. Names of Docker resources begin with `monitoring-<stack>`. */
  readonly stack: string;
  /** Address of the daemon, like `unix:///var/run/docker.sock`. */
  readonly host: string;
  /** Image of the containers that prepare volumes. It must contain `chown`. */
  readonly loaderImage: string;
  readonly secrets: KnownSecrets;
  /** Names of the restricted workloads (`restrictedOf`). */
  readonly restricted: readonly string[];
}

/**
 * Creates the new resource before the old one is deleted. The provider's default for resources with fixed names is the reverse order,
 * in which the programs that use such a resource are down for longer.
 */
const newFirst: CustomResourceOptions = { deleteBeforeReplace: false };

interface Loaded extends Mount {
  readonly loader: Container;
}

/**
 * Runs workloads as containers in a Docker daemon. All workloads of a stack except restricted ones share one network, which applications
 * may join. Restricted workloads are only in a second network, together with the workloads that call them.
 */
export class DockerTarget extends ComponentResource implements Target {
  private readonly networks: Readonly<Record<"common" | "callers", Network>>;
  private readonly provider: Provider;

  constructor(
    name: string,
    private readonly args: DockerTargetArgs,
    options?: ComponentResourceOptions,
  ) {
    super("monitoring:docker:Target", name, {}, options);
    this.provider = new Provider("docker", { host: args.host }, { parent: this });
    const network = (logicalName: string, ...parts: readonly string[]): Network =>
      new Network(
        logicalName,
        { name: scopedName(args.stack, ...parts), driver: "bridge", labels: stackLabels(args.stack, logicalName, "network") },
        this.child(this),
      );
    const common = network("network");
    this.networks = { common, callers: args.restricted.length === 0 ? common : network("stores-network", "stores") };
    this.registerOutputs({ network: common.name });
  }

  place(workload: Workload, parent: ComponentResource): Placed {
    const { stack, restricted } = this.args;
    const networks = networksOf(workload, restricted).map((name) => this.networks[name].name);
    const content = [...this.loadFiles(workload, parent), ...(hasSecrets(workload) ? [this.loadSecrets(workload, parent)] : [])];
    const data = this.keepData(workload, parent);
    const args = containerArgs(stack, workload, { networks, content, socket: socketOf(this.args.host), ...(data && { data }) });
    const loaded = [...content, ...(data === undefined ? [] : [data])];
    // The provider updates a changed health check only in the state, not in the daemon. So replace the container.
    const options = this.child(parent, {
      deleteBeforeReplace: true,
      replaceOnChanges: ["healthcheck"],
      dependsOn: loaded.map(({ loader }) => loader),
    });
    const container = new Container(workload.name, args, options);
    for (const more of furtherReplicas(workload)) new Container(more, { ...args, name: scopedName(stack, more) }, options);
    const addresses = Object.fromEntries(
      Object.entries(workload.docker.publish).map(([port, external]) => [port, `127.0.0.1:${external}`]),
    );
    return { addresses, id: container.id };
  }

  private keepData(workload: Workload, parent: ComponentResource): Loaded | undefined {
    if (workload.volume === undefined) return undefined;
    const { stack, loaderImage } = this.args;
    const volume = this.dataVolume(workload.name, parent);
    const loader = new Container(
      `${workload.name}-data-owner`,
      ownerArgs(stack, workload, loaderImage, volume.name),
      this.child(parent, { ...newFirst, ignoreChanges: ["image"], replaceWith: [volume] }),
    );
    return { volumeName: volume.name, folder: workload.volume.path, loader };
  }

  keep(program: string, parent: ComponentResource): void {
    this.dataVolume(program, parent);
  }

  private dataVolume(program: string, parent: ComponentResource): Volume {
    const { stack } = this.args;
    const args = { name: dataVolume(stack, program), labels: stackLabels(stack, program, "data") };
    // The name and labels contain the stack's name. After `pulumi stack rename`, the changed name would replace the volume and delete its
    // data.
    return new Volume(`${program}-data`, args, this.child(parent, { ignoreChanges: ["name", "labels"] }));
  }

  private loadFiles(workload: Workload, parent: ComponentResource): Loaded[] {
    return fileVolumes(this.args.stack, workload).map(({ logicalName, name, folder, uploads }) => {
      const volume = new Volume(
        logicalName,
        { name, labels: stackLabels(this.args.stack, workload.name, "files") },
        this.child(parent, newFirst),
      );
      return this.load(scopedName(this.args.stack, logicalName), workload, volume, folder, [...uploads], parent);
    });
  }

  /**
   * Creates the volume with the secret files. Pulumi generates the volume's name, because a name with a hash of the content would show the
   * hash to every reader of the state. A label contains the hash instead, and the state stores this label encrypted.
   */
  private loadSecrets(workload: Workload, parent: ComponentResource): Loaded {
    const logicalName = scopedName(this.args.stack, workload.name, "secrets");
    const uploads = withSecrets([workload], this.args.secrets, (secrets) => secretUploads(workload, secrets));
    const labels = [
      ...stackLabels(this.args.stack, workload.name, "files"),
      { label: "monitoring.content", value: uploads.apply(contentHash) },
    ];
    const volume = new Volume(logicalName, { labels }, this.child(parent));
    return this.load(logicalName, workload, volume, secretsFolder, uploads, parent);
  }

  private load(
    name: string,
    workload: Workload,
    volume: Volume,
    folder: string,
    uploads: Input<Upload[]>,
    parent: ComponentResource,
  ): Loaded {
    const loader = new Container(
      `${name}-loader`,
      { ...loaderArgs(this.args.stack, workload, this.args.loaderImage, volume.name), uploads },
      this.child(parent, { ...newFirst, ignoreChanges: ["image"] }),
    );
    return { volumeName: volume.name, folder, loader };
  }

  private child(parent: ComponentResource, options: CustomResourceOptions = {}): CustomResourceOptions {
    return mergeOptions({ parent, provider: this.provider }, options);
  }
}
