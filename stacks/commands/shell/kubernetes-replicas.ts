import { ApiException, type CoreV1Api, type V1Pod } from "@kubernetes/client-node";
import { nodesNamespace } from "../../../exporters/model/naming";
import { operatedPrograms, programOfInstance } from "../../../exporters/programs";
import { UserError } from "../../config/errors";
import type { KubernetesSettings } from "../../config/kubernetes";
import { selectorOf, stackLabel } from "../../deploy/kubernetes/place";
import type { LogOptions, Place, Ran, Replica } from "./platform";
import { behind, mainContainer, serviceOfHost, stateOfPod } from "./pods";

/** Awaits a request to the API server. Throws UserError when the request fails. */
export async function asked<T>(what: string, request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    const { code, body } = error as { code?: number | string; body?: unknown };
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const said = /"message":"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? (error instanceof Error ? error.message : String(error));
    throw new UserError(`${what}: the cluster refused (${code ?? "no response"}): ${said}`);
  }
}

/** Awaits a request. Returns undefined if the object does not exist. Throws UserError when the request fails. */
const askedIfThere = async <T>(what: string, request: Promise<T>): Promise<T | undefined> =>
  asked(
    what,
    request.catch((error: unknown) => {
      if (error instanceof ApiException && error.code === 404) return undefined;
      throw error;
    }),
  );

/** The pods of a stack and of the services that it monitors. */
export class ClusterPods {
  constructor(
    private readonly api: CoreV1Api,
    private readonly stack: string,
    private readonly kubernetes: KubernetesSettings,
  ) {}

  /**
   * Namespace of a program. Programs that run on every node are in a separate namespace. If the Prometheus Operator runs Prometheus and
   * Alertmanager, they are in the namespace that the settings name.
   */
  namespaceOf(workload: string): string {
    const { operator, namespace } = this.kubernetes;
    if (operator !== undefined && operatedPrograms.includes(workload)) return operator.namespace;
    return programOfInstance(workload)?.node === undefined ? namespace : nodesNamespace(namespace);
  }

  /** The pods of a program, including those that do not run. */
  async ofProgram(workload: string): Promise<V1Pod[]> {
    const [label = "", value = ""] = Object.entries(selectorOf(workload))[0] ?? [];
    return this.selected(this.namespaceOf(workload), `${label}=${value}`);
  }

  /**
   * Names of the programs with a pod. `onlyRunning`: leave out those whose pods do not run. If the Prometheus Operator runs Prometheus and
   * Alertmanager, both are included without a check of their pods.
   */
  async programs(onlyRunning: boolean): Promise<string[]> {
    const { namespace } = this.kubernetes;
    const found = await Promise.all(
      [namespace, nodesNamespace(namespace)].map((name) => this.selected(name, `${stackLabel}=${this.stack}`)),
    );
    const own = found.flat();
    const label = Object.keys(selectorOf(""))[0] ?? "";
    const names = own
      .filter(({ status }) => !onlyRunning || status?.phase === "Running")
      .flatMap(({ metadata }) => metadata?.labels?.[label] ?? []);
    return [...new Set(this.kubernetes.operator === undefined ? names : [...names, ...operatedPrograms])];
  }

  /** The pods of a program, or of the Service that a host name refers to. */
  async replicas(place: Place): Promise<Replica[]> {
    if ("workload" in place) return (await this.ofProgram(place.workload)).map((pod) => this.replica(pod, place.workload));
    return (await this.ofHost(place.host)).map((pod) => this.replica(pod, mainContainer(pod)));
  }

  /** `stands`: whether to follow a Service of the type ExternalName to its host. Only one such Service is followed. */
  private async ofHost(host: string, stands = true): Promise<V1Pod[]> {
    const address = serviceOfHost(host);
    if (address === undefined) return [];
    const what = `the Service ${address.name} in the namespace ${address.namespace}`;
    const service = await askedIfThere(what, this.api.readNamespacedService(address));
    const target = service === undefined ? undefined : behind(service);
    if (target === undefined) return [];
    if ("selector" in target) return this.selected(address.namespace, target.selector);
    return stands ? this.ofHost(target.host, false) : [];
  }

  private async selected(namespace: string, labelSelector: string): Promise<V1Pod[]> {
    return (await asked(`the pods of ${namespace}`, this.api.listNamespacedPod({ namespace, labelSelector }))).items;
  }

  private replica(pod: V1Pod, container: string): Replica {
    const state = stateOfPod(pod, container);
    const logs = async ({ since, tail, previous }: LogOptions): Promise<Ran> => {
      if (previous && state.restarts === 0) return { code: 0, output: "" };
      const output = await asked(
        `the log of ${state.name}`,
        this.api.readNamespacedPodLog({
          name: pod.metadata?.name ?? "",
          namespace: pod.metadata?.namespace ?? "",
          container,
          tailLines: tail,
          previous,
          ...(since !== undefined && { sinceSeconds: Math.max(1, Math.ceil((Date.now() - since.getTime()) / 1000)) }),
        }),
      );
      return { code: 0, output };
    };
    return { ...state, logs };
  }
}
