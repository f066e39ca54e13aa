import { callOfUrl } from "../../../../exporters/programs/calls";
import { secretKeysIn } from "../../../../exporters/programs/secret-files";
import { mayCall } from "../network";
import type { Place } from "../place";
import type { Secrets, Workload } from "../../workload";

const isAddress = (text: string): boolean => /^https?:\/\//.test(text) && URL.canParse(text);

/** Ports on which a program can call any external host. */
const portsOutside = ({ calls }: Workload): string => calls.flatMap(({ host, port }) => (host === undefined ? [port] : [])).join(" or ");

/**
 * Returns a message for each secret whose value is a URL that the stack's network policies block. Without this check, notifications would
 * be lost, and only the log of the calling program would show the reason. A message contains the key of the secret, but not the URL.
 */
export function addressProblems(place: Place, workloads: readonly Workload[], secrets: Secrets): string[] {
  return workloads.flatMap((workload) =>
    Object.values(workload.secretFiles)
      .flatMap((content) => secretKeysIn(content))
      .filter((key) => {
        const value = secrets[key];
        if (value === undefined || !isAddress(value)) return false;
        const { host, port } = callOfUrl(value);
        return host !== undefined && !mayCall(workload, { host, port }, place, workloads);
      })
      .map(
        (key) =>
          `secret ${key} is an address that ${workload.name} cannot reach: the stack's network policies allow only public addresses and monitoring:kubernetes.privateNetworks, on port ${portsOutside(workload)}; use such an address, or add its network (\`pulumi config set --secret --path 'monitoring:secrets.${key}'\`)`,
      ),
  );
}
