import { callOfUrl } from "../../../../exporters/programs/calls";
import { secretKeysIn } from "../../../../exporters/programs/secret-files";
import { mayCall } from "../network";
import type { Place } from "../place";
import type { Secrets, Workload } from "../../workload";

const isAddress = (text: string): boolean => /^https?:\/\//.test(text) && URL.canParse(text);

/** Ports at which a program may call any host outside. */
const portsOutside = ({ calls }: Workload): string => calls.flatMap(({ host, port }) => (host === undefined ? [port] : [])).join(" or ");

/**
 * Secrets that are addresses which the stack's own policies keep from the program that is to call them. It would say so in its log only, and what
 * it was to deliver would be lost. The address itself is never shown.
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
          `secret ${key} is an address that ${workload.name} could not call: the stack's policies let it call public addresses and monitoring:kubernetes.privateNetworks, at port ${portsOutside(workload)}; give it such an address, or name its network (\`pulumi config set --secret --path 'monitoring:secrets.${key}'\`)`,
      ),
  );
}
