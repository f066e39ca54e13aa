import type { Condition } from "../../condition";
import { identity, type Alert } from "../../model";
import { also, moments, usualProofs, type UsualProofs } from "../../proofs/patterns";
import { hold, type Phase } from "../../proofs/samples";
import { proofService } from "../../proofs/service";
import { seconds } from "../../promql";
import { label, text } from "../../template";
import { hostTarget, hostWorld, hostWorlds, type HostState } from "./world";

/** Name of the host in summaries. */
export const hostName = text`${label("system")}/${label("service")} ${label("instance")}`;

type HostTexts = Pick<Alert, "name" | "symptom" | "severity" | "summary" | "impact" | "firstSteps" | "firstCommand" | "panel">;

interface HostAlert {
  readonly condition: Condition;
  /** Labels of the alert in addition to those of the host, with their values in the proofs. Default: none. */
  readonly extra?: Readonly<Record<string, string>>;
  /** `for` in seconds. */
  readonly wait: number;
  /** The states just beyond and just inside the threshold, and the times of the usual proofs. */
  readonly proofs: Pick<UsualProofs<HostState>, "beyond" | "inside" | "settle" | "times"> & { readonly after: number };
  /** Title and state of further hosts about which the alert must be quiet. */
  readonly quiet: readonly (readonly [string, HostState])[];
}

const second = "second:9100";

/** Creates an alert about single hosts. TargetDown covers missing data. */
export function hostAlert(texts: HostTexts, { condition, extra = {}, wait, proofs, quiet }: HostAlert): Alert {
  const hostIdentity = [...identity, "instance", ...Object.keys(extra)];
  const instance = { ...proofService, instance: hostTarget.instance, ...extra };
  const { name, severity } = texts;
  const { beyond, inside, settle, after, times } = proofs;
  const own = moments(name, severity, instance);
  const other = moments(name, severity, { ...instance, instance: second });
  const title = (what: string): string => `${name} ${severity} ${what}`;
  const end = 2 * settle + wait + 120;
  const calm: readonly Phase<HostState>[] = [hold(settle + end, {})];
  const worse: readonly Phase<HostState>[] = [hold(settle, {}), hold(end, beyond)];
  return {
    ...texts,
    condition,
    for: seconds(wait),
    identity: hostIdentity,
    noData: { is: "separate alert", alert: "TargetDown" },
    proofs: () =>
      also(
        usualProofs<HostState>({
          alert: name,
          severity,
          identity: hostIdentity,
          instance,
          worlds: hostWorlds,
          beyond,
          inside,
          settle,
          wait,
          ...(times !== undefined && { times }),
          missing: { then: "successor", after },
        }),
        {
          fires: [
            {
              title: title("fires for one host of two"),
              series: [...hostWorld(worse), ...hostWorld(calm, second)],
              checks: [own.quiet(settle - 15), own.fires(settle + end - 15)],
            },
            {
              title: title("fires for the second host of two"),
              series: [...hostWorld(calm), ...hostWorld(worse, second)],
              checks: [other.quiet(settle - 15), other.fires(settle + end - 15)],
            },
          ],
          quiet: quiet.map(([what, state]) => ({
            title: title(`is quiet for ${what}`),
            series: hostWorld([hold(end, state)]),
            checks: [own.quiet(settle + wait), own.quiet(end - 15)],
          })),
        },
      ),
  };
}
