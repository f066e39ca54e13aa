import type { Condition } from "../../condition";
import { identity, type Alert } from "../../model";
import { also, moments, usualProofs, type UsualProofs, type World } from "../../proofs/patterns";
import { hold, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService } from "../../proofs/service";
import { seconds } from "../../promql";
import { label, text } from "../../template";
import { container, volume, type ContainerState } from "./world";

/** Name of the container, and of the volume, in summaries. */
export const containerName = text`${label("system")}/${label("service")}: container ${label("container")} of pod ${label("namespace")}/${label("pod")}`;
export const volumeName = text`${label("system")}/${label("service")}: volume ${label("namespace")}/${label("persistentvolumeclaim")}`;

type Texts = Pick<
  Alert,
  "name" | "symptom" | "severity" | "labels" | "summary" | "impact" | "firstSteps" | "firstCommand" | "panel" | "keepFiringFor"
>;
type State = ContainerState;
type Phases = readonly Phase<State>[];

interface ContainerAlert {
  readonly condition: Condition;
  /** `for` in seconds. */
  readonly wait: number;
  readonly worlds: readonly World<State>[];
  /** Raw series of one container or volume with these labels. */
  readonly series: (phases: Phases, labels: Readonly<Record<string, string>>) => RawSeries[];
  readonly proofs: Pick<UsualProofs<State>, "beyond" | "inside" | "settle" | "recover" | "times"> & { readonly after: number };
  /** Title and states of further containers or volumes about which the alert must be quiet. Each phase lasts for the time of the alert. */
  readonly quiet: readonly (readonly [string, State])[];
}

/** Creates an alert about single containers or volumes with these labels. TargetDown covers a kubelet that does not respond. */
const alertAbout =
  (own: Readonly<Record<string, string>>, another: Readonly<Record<string, string>>) =>
  (texts: Texts, { condition, wait, worlds, series, proofs, quiet }: ContainerAlert): Alert => {
    const { name, severity, keepFiringFor } = texts;
    const { settle, after, beyond } = proofs;
    const instance = { ...proofService, ...own };
    const end = 2 * settle + wait + 120;
    const check = moments(name, severity, instance);
    const other = moments(name, severity, { ...proofService, ...another });
    const calm: Phases = [hold(settle + end, {})];
    const worse: Phases = [hold(settle, {}), hold(end, beyond)];
    const title = (what: string): string => `${name} ${severity} ${what}`;
    return {
      ...texts,
      condition,
      for: wait === 0 ? undefined : seconds(wait),
      identity: [...identity, ...Object.keys(own)],
      noData: { is: "separate alert", alert: "TargetDown" },
      proofs: () =>
        also(
          usualProofs<State>({
            ...proofs,
            alert: name,
            severity,
            identity: [...identity, ...Object.keys(own)],
            instance,
            worlds,
            wait,
            ...(keepFiringFor !== undefined && { keep: keepFiringFor.seconds }),
            missing: { then: "successor", after },
          }),
          {
            fires: [
              {
                title: title("fires for one of two"),
                series: [...series(worse, own), ...series(calm, another)],
                checks: [check.quiet(settle - 15), check.fires(settle + end - 15)],
              },
              {
                title: title("fires for the second of two"),
                series: [...series(calm, own), ...series(worse, another)],
                checks: [other.quiet(settle - 15), other.fires(settle + end - 15)],
              },
            ],
            quiet: quiet.map(([what, state]) => ({
              title: title(`is quiet for ${what}`),
              series: series([hold(end, state)], own),
              checks: [check.quiet(settle + wait), check.quiet(end - 15)],
            })),
          },
        ),
    };
  };

export const containerAlert = alertAbout(container, { ...container, pod: "web-7d4b9c5f6d-zz9zz" });
export const volumeAlert = alertAbout(volume, { ...volume, persistentvolumeclaim: "data-web-1" });

/** Steps that several alerts share. The labels of the alert contain the names. */
export const describePod = "Read the state of the pod and its events: run `kubectl --namespace <namespace> describe pod <pod>`.";
export const previousLines =
  "Read the last lines before the restart: run `kubectl --namespace <namespace> logs <pod> --container <container> --previous`.";
