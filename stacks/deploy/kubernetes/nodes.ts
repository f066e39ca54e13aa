import { ComponentResource, mergeOptions, type ComponentResourceOptions, type CustomResourceOptions, type Output } from "@pulumi/pulumi";
import { DaemonSet } from "@pulumi/kubernetes/apps/v1/daemonSet";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import { Service } from "@pulumi/kubernetes/core/v1/service";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy";
import type { Workload } from "../workload";
import { daemonSetArgs, namedElsewhereArgs, nodeServiceArgs } from "./args";
import { namespaceArgs } from "./namespace";
import { defaultDenyArgs } from "./network";
import { nodesNamespace } from "../../../exporters/model/naming";
import type { Place } from "./place";
import { silentAccountArgs } from "./rbac";

/** Returns the options of a resource below `parent`. The resource is created after the stack's namespace. */
export type Below = (parent: ComponentResource, options?: CustomResourceOptions) => CustomResourceOptions;

export interface NodesArgs {
  readonly place: Place;
  /** All workloads that run on every node. */
  readonly workloads: readonly Workload[];
  readonly below: Below;
}

/**
 * The namespace of the programs that run on every node, with a host name for each program that they call. It is the only namespace of the
 * stack that admits privileged pods.
 */
export class Nodes extends ComponentResource {
  private readonly namespace: Namespace;
  private readonly silent: ServiceAccount;

  constructor(
    name: string,
    private readonly args: NodesArgs,
    options?: ComponentResourceOptions,
  ) {
    super("monitoring:kubernetes:Nodes", name, {}, options);
    const { place, workloads, below } = args;
    const home = { ...place, namespace: nodesNamespace(place.namespace) };
    this.namespace = new Namespace("nodes", namespaceArgs(place.stack, home.namespace, "privileged"), below(this));
    new NetworkPolicy("nodes-default-deny", defaultDenyArgs(home), this.inside(this));
    this.silent = new ServiceAccount("nodes-workloads", silentAccountArgs(home), this.inside(this));
    const called = new Set(workloads.flatMap(({ calls }) => calls.flatMap(({ host }) => host ?? [])));
    for (const host of called) new Service(`nodes-${host}`, namedElsewhereArgs(host, home, place), this.inside(this));
    this.registerOutputs({});
  }

  /** Creates the DaemonSet of a workload, with its Services. `secret` is the name of the Secret with the workload's secret files. */
  place(workload: Workload, secret: Output<string> | undefined, parent: ComponentResource, options: CustomResourceOptions): DaemonSet {
    const { place, below } = this.args;
    const home = { ...place, namespace: nodesNamespace(place.namespace) };
    new Service(workload.name, nodeServiceArgs(workload, place), this.inside(parent));
    new Service(`${workload.name}-in-stack`, namedElsewhereArgs(workload.name, place, home), below(parent));
    return new DaemonSet(
      workload.name,
      daemonSetArgs(workload, place, { serviceAccount: this.silent.metadata.name, secret }),
      this.inside(parent, options),
    );
  }

  /** Options of a resource in the namespace of the programs that run on every node. */
  inside(parent: ComponentResource, options: CustomResourceOptions = {}): CustomResourceOptions {
    return mergeOptions(this.args.below(parent, { dependsOn: this.namespace }), options);
  }
}
