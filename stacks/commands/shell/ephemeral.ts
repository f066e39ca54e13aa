import type { V1EphemeralContainer, V1Pod } from "@kubernetes/client-node";
import { secretsFolder } from "../../../exporters/model/naming";
import type { Settings } from "../../config/settings";
import { literal } from "../../deploy/kubernetes/pod";
import { hasClient, imageFor } from "./image";
import type { Reach } from "./reach";
import { shellEnv, shellScript } from "./script";

/**
 * Returns the ephemeral container of a shell in a program's pod. The container complies with the Pod Security Standard `restricted`: its
 * user, group and seccomp profile come from the pod. `terminal`: allocate a terminal for an interactive shell.
 */
export function ephemeralContainer(
  name: string,
  pod: V1Pod,
  reach: Reach,
  command: readonly string[],
  settings: Settings,
  terminal: boolean,
): V1EphemeralContainer {
  const own = pod.spec?.containers.find((container) => container.name === reach.workload)?.image ?? pod.spec?.containers[0]?.image ?? "";
  const withClient = hasClient(command[0], reach);
  return {
    name,
    image: imageFor(command[0], reach, own, settings),
    imagePullPolicy: "IfNotPresent",
    command: ["sh", "-c", shellScript(reach, withClient), "shell", ...command].map(literal),
    env: Object.entries(shellEnv(reach)).map(([key, value]) => ({ name: key, value: literal(value) })),
    stdin: terminal,
    tty: terminal,
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, runAsNonRoot: true },
    ...(withClient && { volumeMounts: [{ name: "secrets", mountPath: secretsFolder, readOnly: true }] }),
  };
}
