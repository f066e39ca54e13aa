import { setTimeout as sleep } from "node:timers/promises";
import {
  Attach,
  AuthorizationV1Api,
  CoreV1Api,
  PatchStrategy,
  setHeaderOptions,
  type V1ContainerStatus,
  type V1Pod,
} from "@kubernetes/client-node";
import { UserError } from "../../config/errors";
import type { KubernetesSettings } from "../../config/kubernetes";
import type { Settings } from "../../config/settings";
import { kubeconfigFile } from "../../deploy/kubernetes/platform";
import { contextOf } from "../../deploy/kubernetes/preflight/client";
import { discoveryRights, reviewOf, type Account, type Answer } from "./access";
import { ephemeralContainer } from "./ephemeral";
import { asked, ClusterPods } from "./kubernetes-replicas";
import type { Platform, Ran, ShellOptions } from "./platform";
import type { Reach } from "./reach";

/** Timeout for the start of a shell, in seconds. The start includes the pull of the image. */
const patience = 120;

interface PodName {
  readonly name: string;
  readonly namespace: string;
}

/** Returns the platform for a stack that runs on Kubernetes. A relative path of the kubeconfig is relative to `root`. */
export function onKubernetes(root: string, settings: Settings, kubernetes: KubernetesSettings): Platform {
  const config = contextOf(kubeconfigFile(root, kubernetes.kubeconfig), kubernetes.kubeconfig, kubernetes.context);
  const api = config.makeApiClient(CoreV1Api);
  const pods = new ClusterPods(api, settings.stack, kubernetes);

  async function podOf(workload: string): Promise<PodName & { readonly pod: V1Pod }> {
    const namespace = pods.namespaceOf(workload);
    const pod = (await pods.ofProgram(workload)).find(({ status }) => status?.phase === "Running");
    const name = pod?.metadata?.name;
    if (pod === undefined || name === undefined) throw new UserError(`No pod of ${workload} runs in the namespace ${namespace}.`);
    return { pod, name, namespace };
  }

  /** Waits until `reached` accepts the container's status. Throws UserError if the container does not start. */
  async function until(pod: PodName, container: string, reached: (status: V1ContainerStatus) => boolean) {
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

  async function attach(pod: PodName, container: string): Promise<void> {
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

  async function shell(reach: Reach, command: readonly string[], { captured, as }: ShellOptions): Promise<Ran> {
    if (reach.server !== undefined)
      throw new UserError(`--as: on Kubernetes, no administrator of the demo can log in from outside ${reach.workload}.`);
    const terminal = command.length === 0 || as !== undefined;
    if (terminal && !process.stdin.isTTY)
      throw new UserError(
        as === undefined
          ? "An interactive shell needs a terminal. Give a command after `--`."
          : `--as: ${as} enters the password in a terminal. Run this command in one.`,
      );
    const { pod, name, namespace } = await podOf(reach.workload);
    const container = `shell-${Date.now().toString(36)}`;
    const body = { spec: { ephemeralContainers: [ephemeralContainer(container, pod, reach, command, settings, { terminal, as })] } };
    await asked(
      `a shell in the pod ${name}`,
      api.patchNamespacedPodEphemeralcontainers(
        { name, namespace, body },
        setHeaderOptions("Content-Type", PatchStrategy.StrategicMergePatch),
      ),
    );
    if (terminal) {
      await until({ name, namespace }, container, ({ state }) => state?.running !== undefined || state?.terminated !== undefined);
      // The client may have asked for the password before this terminal was attached.
      if (as !== undefined) process.stderr.write(`Enter the password of ${as}.\n`);
      await attach({ name, namespace }, container);
      if (command.length === 0) return { code: 0, output: "" };
    }
    const { state } = await until({ name, namespace }, container, (status) => status.state?.terminated !== undefined);
    const code = state?.terminated?.exitCode ?? 1;
    if (terminal) return { code, output: "" };
    const output = await asked(`the output of ${container}`, api.readNamespacedPodLog({ name, namespace, container }));
    if (!captured) process.stdout.write(output);
    return { code, output: captured ? output : "" };
  }

  async function access(program: string): Promise<{ account: Account; answers: Answer[] }> {
    const namespace = pods.namespaceOf(program);
    const [pod] = await pods.ofProgram(program);
    if (pod === undefined) throw new UserError(`${program} has no pod in the namespace ${namespace}.`);
    const account = { namespace, name: pod.spec?.serviceAccountName ?? "default" };
    const authorization = config.makeApiClient(AuthorizationV1Api);
    const answers = await Promise.all(
      discoveryRights.map(async (right) => {
        const body = reviewOf(account, right);
        const { status } = await asked(`the permissions of ${account.name}`, authorization.createSubjectAccessReview({ body }));
        return { ...right, allowed: status?.allowed === true, reason: status?.reason };
      }),
    );
    return { account, answers };
  }

  return {
    access,
    running: () => pods.programs(true),
    programs: () => pods.programs(false),
    shell,
    replicas: (place) => pods.replicas(place),
  };
}
