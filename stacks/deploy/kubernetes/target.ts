import {
  ComponentResource,
  mergeOptions,
  type ComponentResourceOptions,
  type CustomResourceOptions,
  type Input,
  type Output,
} from "@pulumi/pulumi";
import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import { Deployment } from "@pulumi/kubernetes/apps/v1/deployment";
import { StatefulSet } from "@pulumi/kubernetes/apps/v1/statefulSet";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import { PersistentVolumeClaim } from "@pulumi/kubernetes/core/v1/persistentVolumeClaim";
import { Secret } from "@pulumi/kubernetes/core/v1/secret";
import { Service } from "@pulumi/kubernetes/core/v1/service";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount";
import { Ingress } from "@pulumi/kubernetes/networking/v1/ingress";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy";
import { Provider } from "@pulumi/kubernetes/provider";
import { ClusterRole } from "@pulumi/kubernetes/rbac/v1/clusterRole";
import { ClusterRoleBinding } from "@pulumi/kubernetes/rbac/v1/clusterRoleBinding";
import { aliasArgs, claimArgs, configMapArgs, deploymentArgs, secretArgs, secretData, serviceArgs, statefulSetArgs } from "./args";
import { httpRouteArgs, ingressArgs } from "./access";
import { claimName } from "./claims";
import { configFolders } from "./files";
import { namespaceArgs } from "./namespace";
import { defaultDenyArgs, networkPolicyArgs } from "./network";
import { Nodes } from "./nodes";
import { homeOf, openedPort, type Place } from "./place";
import { accountArgs, discoveryBindingArgs, discoveryRoleArgs, silentAccountArgs } from "./rbac";
import { OperatorObjects } from "./operator-target";
import { withSecrets, type KnownSecrets } from "../known-secrets";
import { besideOperator, type Operated } from "../operated";
import type { Placed, Target } from "../target";
import { hasSecrets, type Workload } from "../workload";

export interface KubernetesTargetArgs {
  /** Path of the kubeconfig, as written in the stack's configuration. The state does not contain the file's content. */
  readonly kubeconfig: string;
  readonly context: string;
  readonly place: Place;
  /** All workloads of the stack. The network policy of a program depends on the connections that other programs declare. */
  readonly workloads: readonly Workload[];
  /** The programs that the Prometheus Operator replaces; undefined without the Operator. */
  readonly operated?: Operated | undefined;
  readonly secrets: KnownSecrets;
}

/** Additional seconds for the start of a program, to pull the image and to attach the volume. */
const placingSeconds = 300;

/**
 * Runs workloads in the stack's namespace, and workloads that run on every node in a second namespace. Network policies deny all
 * connections that the workloads do not need.
 */
export class KubernetesTarget extends ComponentResource implements Target {
  private readonly provider: Provider;
  private readonly namespace: Namespace;
  private readonly silent: ServiceAccount;
  private readonly workloads: readonly Workload[];
  private readonly namespaces = new Map<string, Namespace>();
  private readonly nodes: Nodes | undefined;

  constructor(
    name: string,
    private readonly args: KubernetesTargetArgs,
    options?: ComponentResourceOptions,
  ) {
    super("monitoring:kubernetes:Target", name, {}, options);
    const { kubeconfig, context, place, operated, secrets } = args;
    this.workloads = args.workloads.map((workload) => besideOperator(workload, operated));
    // The context identifies the cluster. A different kubeconfig path or API server address replaces no resource.
    this.provider = new Provider(
      "kubernetes",
      { kubeconfig, context, clusterIdentifier: context, namespace: place.namespace },
      { parent: this },
    );
    this.namespace = new Namespace("namespace", namespaceArgs(place.stack, place.namespace), this.child(this));
    this.namespaces.set(place.namespace, this.namespace);
    new NetworkPolicy("default-deny", defaultDenyArgs(place), this.below(this));
    this.silent = new ServiceAccount("workloads", silentAccountArgs(place), this.below(this));
    if (operated !== undefined)
      new OperatorObjects("operator", { place, operated, secrets, below: (parent) => this.below(parent) }, { parent: this });
    const onNodes = this.workloads.filter(({ node }) => node !== undefined);
    const below = (parent: ComponentResource, more?: CustomResourceOptions): CustomResourceOptions => this.below(parent, more);
    this.nodes = onNodes.length === 0 ? undefined : new Nodes("nodes", { place, workloads: onNodes, below }, { parent: this });
    this.registerOutputs({ namespace: this.namespace.metadata.name });
  }

  place(planned: Workload, parent: ComponentResource): Placed {
    const { place, operated } = this.args;
    const workload = besideOperator(planned, operated);
    const { name } = workload;
    const files = this.files(workload, parent);
    const policy = new NetworkPolicy(name, networkPolicyArgs(workload, place, this.workloads), this.inside(workload, parent));
    if (workload.node !== undefined && this.nodes !== undefined) {
      const daemons = this.nodes.place(workload, this.secret(workload, parent), parent, { dependsOn: [...files, policy] });
      return { addresses: {}, id: daemons.id };
    }
    const claim = workload.volume && new PersistentVolumeClaim(claimName(name), claimArgs(workload, place), this.below(parent));
    const parts = {
      serviceAccount: this.account(workload, parent),
      secret: this.secret(workload, parent),
      claim: claim?.metadata.name,
    };
    const seconds = `${workload.kubernetes.startSeconds + placingSeconds}s`;
    const options = this.below(parent, { dependsOn: [...files, policy], customTimeouts: { create: seconds, update: seconds } });
    const controller =
      claim === undefined
        ? new Deployment(name, deploymentArgs(workload, place, parts), options)
        : new StatefulSet(name, statefulSetArgs(workload, place, parts), options);
    if (Object.keys(workload.ports).length > 0) new Service(name, serviceArgs(workload, place), this.below(parent));
    this.aliases(workload, parent);
    return { addresses: this.open(workload, parent), id: controller.id };
  }

  keep(program: string, parent: ComponentResource): void {
    // The claim exists already and does not change, so the arguments contain only its name.
    const metadata = { name: claimName(program), namespace: this.args.place.namespace };
    new PersistentVolumeClaim(claimName(program), { metadata }, this.below(parent, { ignoreChanges: ["metadata", "spec"] }));
  }

  private files(workload: Workload, parent: ComponentResource): ConfigMap[] {
    return configFolders(workload)
      .flatMap(({ parts }) => parts)
      .map(
        (part) =>
          new ConfigMap(part.logicalName, configMapArgs(workload, homeOf(workload, this.args.place), part), this.inside(workload, parent)),
      );
  }

  private secret(workload: Workload, parent: ComponentResource): Output<string> | undefined {
    if (!hasSecrets(workload)) return undefined;
    const data = withSecrets([workload], this.args.secrets, (secrets) => secretData(workload, secrets));
    const args = { ...secretArgs(workload, homeOf(workload, this.args.place)), data };
    return new Secret(`${workload.name}-secrets`, args, this.inside(workload, parent)).metadata.name;
  }

  private account(workload: Workload, parent: ComponentResource): Input<string> {
    const { place } = this.args;
    if (!workload.kubernetes.discovery) return this.silent.metadata.name;
    const role = new ClusterRole(`${workload.name}-discovery`, discoveryRoleArgs(workload, place), this.below(parent));
    const binding = discoveryBindingArgs(workload, place);
    // For users who are not administrators, the API server rejects a binding to a role that does not exist yet, even in a preview. The name
    // in `roleRef` is therefore an output of the role.
    const roleRef = { ...binding.roleRef, name: role.id.apply(() => binding.roleRef.name) };
    new ClusterRoleBinding(`${workload.name}-discovery`, { ...binding, roleRef }, this.below(parent));
    return new ServiceAccount(workload.name, accountArgs(workload, place), this.below(parent)).metadata.name;
  }

  private aliases(workload: Workload, parent: ComponentResource): void {
    for (const alias of workload.aliases) {
      const args = aliasArgs(alias, workload, this.args.place);
      const system = args.metadata.namespace;
      const namespace =
        this.namespaces.get(system) ?? new Namespace(system, namespaceArgs(this.args.place.stack, system), this.child(this));
      this.namespaces.set(system, namespace);
      new Service(`${workload.name}-${system}`, args, this.child(parent, { dependsOn: namespace }));
    }
  }

  private open(workload: Workload, parent: ComponentResource): Placed["addresses"] {
    const { place } = this.args;
    const host = place.access?.hosts[workload.name];
    if (place.access === undefined || host === undefined) return {};
    const { by } = place.access;
    if ("ingress" in by) new Ingress(workload.name, ingressArgs(workload, place, host, by.ingress), this.below(parent));
    else new CustomResource(workload.name, httpRouteArgs(workload, place, host, by.gateway), this.below(parent));
    return { [openedPort]: `https://${host}` };
  }

  private child(parent: ComponentResource, options: CustomResourceOptions = {}): CustomResourceOptions {
    return mergeOptions({ parent, provider: this.provider }, options);
  }

  /**
   * Pulumi options for a workload's objects. The objects are in the stack's namespace or, if the workload runs on every node, in the
   * namespace for such programs.
   */
  private inside(workload: Workload, parent: ComponentResource): CustomResourceOptions {
    return workload.node === undefined || this.nodes === undefined ? this.below(parent) : this.nodes.inside(parent);
  }

  private below(parent: ComponentResource, options: CustomResourceOptions = {}): CustomResourceOptions {
    return mergeOptions(this.child(parent, { dependsOn: this.namespace }), options);
  }
}
