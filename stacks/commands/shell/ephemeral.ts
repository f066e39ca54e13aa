import type { V1EphemeralContainer, V1Pod } from "@kubernetes/client-node";
import { secretsFolder } from "../../../exporters/model/naming";
import type { Settings } from "../../config/settings";
import { literal } from "../../deploy/kubernetes/pod";
import { hasClient, imageFor } from "./image";
import type { Reach } from "./reach";
import { shellEnv, shellScript } from "./script";

/**
 * Returns the ephemeral container of a shell in a program's pod. The container complies with the Pod Security Standard `restricted`: its
 * user, group and seccomp profile come from the pod. A shell without a client mounts the program's data read-only, so that a command can
 * see how full the volume is. `terminal`: allocate a terminal. `as`: the administrator who logs in and enters the password.
 */
export function ephemeralContainer(
  name: string,
  pod: V1Pod,
  reach: Reach,
  command: readonly string[],
  settings: Settings,
  { terminal, as }: { readonly terminal: boolean; readonly as?: string | undefined },
): V1EphemeralContainer {
  const own = pod.spec?.containers.find((container) => container.name === reach.workload)?.image ?? pod.spec?.containers[0]?.image ?? "";
  const withClient = hasClient(command[0], reach);
  const data = pod.spec?.containers
    .find((container) => container.name === reach.workload)
    ?.volumeMounts?.find(({ name: volume }) => volume === "data");
  const volumeMounts = [
    ...(withClient && as === undefined ? [{ name: "secrets", mountPath: secretsFolder, readOnly: true }] : []),
    ...(data === undefined || reach.client !== undefined ? [] : [{ name: data.name, mountPath: data.mountPath, readOnly: true }]),
  ];
  return {
    name,
    image: imageFor(command[0], reach, own, settings),
    imagePullPolicy: "IfNotPresent",
    command: ["sh", "-c", shellScript(reach, withClient, as === undefined ? "monitor" : "administrator"), "shell", ...command].map(literal),
    env: Object.entries(shellEnv(reach, as)).map(([key, value]) => ({ name: key, value: literal(value) })),
    stdin: terminal,
    tty: terminal,
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, runAsNonRoot: true },
    ...(volumeMounts.length > 0 && { volumeMounts }),
  };
}
