import type { Condition } from "../condition";
import { identity, type Alert } from "../model";
import { also, moments, usualProofs, type UsualProofs, type World } from "../proofs/patterns";
import { hold, type Phase, type RawSeries } from "../proofs/samples";
import { proofService } from "../proofs/service";
import { seconds } from "../promql";

type Labels = Readonly<Record<string, string>>;

/** Name, labels, texts, panel and `keep_firing_for` of an alert about single objects. */
export type ObjectTexts = Pick<
  Alert,
  "name" | "symptom" | "severity" | "labels" | "summary" | "impact" | "firstSteps" | "firstCommand" | "panel" | "keepFiringFor"
>;
/** What an alert about single objects of one kind needs. Examples of kinds are hosts, containers and volumes. */
export interface ObjectAlert<State> {
  readonly condition: Condition;
  /** `for` in seconds. */
  readonly wait: number;
  readonly worlds: readonly World<State>[];
  /** Simulates the raw series of one object, which has the labels `labels`. */
  readonly series: (phases: readonly Phase<State>[], labels: Labels) => RawSeries[];
  readonly proofs: Pick<UsualProofs<State>, "beyond" | "inside" | "settle" | "recover" | "times"> & { readonly after: number };
  /** Title and state of further objects about which the alert must be quiet. */
  readonly quiet: readonly (readonly [string, State])[];
}

/**
 * Returns a function that creates alerts about single objects. `own` are the labels that identify the simulated object, and `another` those
 * of a second one. `healthy` is the usual state of both. TargetDown covers missing data.
 */
export const alertAbout =
  <State>(own: Labels, another: Labels, healthy: State) =>
  (texts: ObjectTexts, { condition, wait, worlds, series, proofs, quiet }: ObjectAlert<State>): Alert => {
    const { name, severity, keepFiringFor } = texts;
    const { settle, after, beyond } = proofs;
    const instance = { ...proofService, ...own };
    const end = 2 * settle + wait + 120;
    const check = moments(name, severity, instance);
    const other = moments(name, severity, { ...proofService, ...another });
    const calm: readonly Phase<State>[] = [hold(settle + end, healthy)];
    const worse: readonly Phase<State>[] = [hold(settle, healthy), hold(end, beyond)];
    const title = (what: string): string => `${name} ${severity} ${what}`;
    const objectIdentity = [...identity, ...Object.keys(own)];
    return {
      ...texts,
      condition,
      for: wait === 0 ? undefined : seconds(wait),
      identity: objectIdentity,
      noData: { is: "separate alert", alert: "TargetDown" },
      proofs: () =>
        also(
          usualProofs<State>({
            ...proofs,
            alert: name,
            severity,
            identity: objectIdentity,
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
