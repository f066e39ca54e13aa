import { setTimeout as sleep } from "node:timers/promises";
import { Attach, CoreV1Api, PatchStrategy, setHeaderOptions, type V1ContainerStatus, type V1Pod } from "@kubernetes/client-node";
import { nodesNamespace } from "../../../exporters/model/naming";
import { parseDuration } from "../../../exporters/model/units";
import { operatedPrograms, programOfInstance } from "../../../exporters/programs";
import { UserError } from "../../config/errors";
import type { KubernetesSettings } from "../../config/kubernetes";
import type { Settings } from "../../config/settings";
import { selectorOf } from "../../deploy/kubernetes/place";
import { kubeconfigFile } from "../../deploy/kubernetes/platform";
import { contextOf } from "../../deploy/kubernetes/preflight/client";
import { ephemeralContainer } from "./ephemeral";
import type { Platform, Ran } from "./platform";

/** Timeout for the start of a shell, in seconds. The start includes the pull of the image. */
const patience = 120;

/** Converts a duration to seconds. Throws UserError unless the duration is a number with `s`, `m` or `h`. */
function secondsOf(duration: string): number {
  const seconds = /^\d+[smh]$/.test(duration) ? parseDuration(duration) : undefined;
  if (seconds === undefined) throw new UserError(`--since: got ${JSON.stringify(duration)}; expected a number with s, m or h, like 15m.`);
  return seconds;
}

/** Awaits a request to the API server. Throws UserError when the request fails. */
async function asked<T>(what: string, request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    const { code, body } = error as { code?: number | string; body?: unknown };
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const said = /"message":"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? (error instanceof Error ? error.message : String(error));
    throw new UserError(`${what}: the cluster refused (${code ?? "no response"}): ${said}`);
  }
}

/** Returns the platform for a stack that runs on Kubernetes. A relative path of the kubeconfig is relative to `root`. */
export function onKubernetes(root: string, settings: Settings, kubernetes: KubernetesSettings): Platform {
  const config = contextOf(kubeconfigFile(root, kubernetes.kubeconfig), kubernetes.kubeconfig, kubernetes.context);
  const api = config.makeApiClient(CoreV1Api);

  const ofNodes = nodesNamespace(kubernetes.namespace);

  /**
   * Namespace of a program. The Prometheus Operator's Prometheus and Alertmanager can run in another namespace than the stack, and programs
   * that run on every node always do.
   */
  function namespaceOf(workload: string): string {
    if (kubernetes.operator !== undefined && operatedPrograms.includes(workload)) return kubernetes.operator.namespace;
    return programOfInstance(workload)?.node === undefined ? kubernetes.namespace : ofNodes;
  }

  const podsIn = async (namespace: string, labelSelector: string): Promise<V1Pod[]> =>
    (await asked(`the pods of ${namespace}`, api.listNamespacedPod({ namespace, labelSelector }))).items.filter(
      ({ status }) => status?.phase === "Running",
    );

  async function podOf(workload: string): Promise<{ readonly pod: V1Pod; readonly name: string; readonly namespace: string }> {
    const namespace = namespaceOf(workload);
    const [label = "", value = ""] = Object.entries(selectorOf(workload))[0] ?? [];
    const [pod] = await podsIn(namespace, `${label}=${value}`);
    const name = pod?.metadata?.name;
    if (pod === undefined || name === undefined) throw new UserError(`No pod of ${workload} runs in the namespace ${namespace}.`);
    return { pod, name, namespace };
  }

  /** Waits until `reached` accepts the container's status. Throws UserError if the container does not start. */
  async function until(pod: { name: string; namespace: string }, container: string, reached: (status: V1ContainerStatus) => boolean) {
    const latest = Date.now() + patience * 1000;
    for (;;) {
      const { status } = await asked(`the pod ${pod.name}`, api.readNamespacedPod(pod));
      const found = status?.ephemeralContainerStatuses?.find(({ name }) => name === container);
      if (found !== undefined && reached(found)) return found;
      const { reason = "", message = "" } = found?.state?.waiting ?? {};
      if (/^(ErrImage|ImagePull|InvalidImage|CreateContainer)/.test(reason))
        throw new UserError(`The shell in the pod ${pod.name} did not start: ${reason} ${message}`);
      if (found?.state?.running === undefined && Date.now() > latest)
        throw new UserError(
          `The shell in the pod ${pod.name} did not start within ${patience} s. See \`kubectl describe pod ${pod.name}\`.`,
        );
      await sleep(500);
    }
  }

  async function attach(pod: { name: string; namespace: string }, container: string): Promise<void> {
    const { stdin, stdout } = process;
    stdin.setRawMode(true);
    try {
      const attached: unknown = await new Attach(config).attach(pod.namespace, pod.name, container, stdout, null, stdin, true);
      const socket = attached as { onclose: () => void };
      await new Promise<void>((done) => {
        socket.onclose = () => {
          done();
        };
      });
    } finally {
      stdin.setRawMode(false);
      stdin.unref();
    }
  }

  return {
    running: async () => {
      const namespaces = [kubernetes.namespace, ofNodes];
      const own = (await Promise.all(namespaces.map((name) => podsIn(name, `monitoring.stack=${settings.stack}`)))).flat();
      const label = Object.keys(selectorOf(""))[0] ?? "";
      const names = own.flatMap(({ metadata }) => metadata?.labels?.[label] ?? []);
      return kubernetes.operator === undefined ? names : [...names, ...operatedPrograms];
    },
    shell: async (reach, command, captured): Promise<Ran> => {
      const { pod, name, namespace } = await podOf(reach.workload);
      const container = `shell-${Date.now().toString(36)}`;
      const terminal = command.length === 0;
      if (terminal && !process.stdin.isTTY) throw new UserError("An interactive shell needs a terminal. Give a command after `--`.");
      const body = { spec: { ephemeralContainers: [ephemeralContainer(container, pod, reach, command, settings, terminal)] } };
      await asked(
        `a shell in the pod ${name}`,
        api.patchNamespacedPodEphemeralcontainers(
          { name, namespace, body },
          setHeaderOptions("Content-Type", PatchStrategy.StrategicMergePatch),
        ),
      );
      if (terminal) {
        await until({ name, namespace }, container, ({ state }) => state?.running !== undefined);
        await attach({ name, namespace }, container);
        return { code: 0, output: "" };
      }
      const { state } = await until({ name, namespace }, container, (status) => status.state?.terminated !== undefined);
      const output = await asked(`the output of ${container}`, api.readNamespacedPodLog({ name, namespace, container }));
      if (!captured) process.stdout.write(output);
      return { code: state?.terminated?.exitCode ?? 1, output: captured ? output : "" };
    },
    logs: async (workload, { since, tail }) => {
      const { name, namespace } = await podOf(workload);
      const output = await asked(
        `the log of ${workload}`,
        api.readNamespacedPodLog({
          name,
          namespace,
          container: workload,
          tailLines: tail,
          ...(since !== undefined && { sinceSeconds: secondsOf(since) }),
        }),
      );
      return { code: 0, output };
    },
  };
}
