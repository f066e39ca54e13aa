import { allowCommand, allows, claimInSetting, claimType } from "../../vendors/provider/permissions";
import type { Previous } from "../../vendors/resources/previous";
import { objectOf, textOf } from "../../vendors/provider/json";
import type { Place } from "./place";
import type { Workload } from "../workload";

/** Name of the PersistentVolumeClaim that holds a program's data. */
export const claimName = (program: string): string => `${program}-data`;

const claimsIn = (previous: readonly Previous[]): Previous[] => previous.filter(({ type }) => type === claimType);

/** The given programs that have a claim in the stack's state. */
export const programsWithClaim = (programs: readonly string[], previous: readonly Previous[]): string[] => {
  const names = claimsIn(previous).map(({ name }) => name);
  return programs.filter((program) => names.includes(claimName(program)));
};

/** The context that the previous `up` deployed to. Undefined before the first `up`. */
const contextIn = (previous: readonly Previous[]): string | undefined =>
  textOf(previous.find(({ type }) => type === "pulumi:providers:kubernetes")?.outputs["clusterIdentifier"]);

/**
 * A message for each change of a context, namespace or StorageClass that would replace a claim and delete its data. Pulumi recreates all
 * objects if the context changes, and Kubernetes cannot change the namespace or StorageClass of an existing claim. Leaves out claims whose
 * deletion `monitoring:allowDelete` allows.
 */
export function claimProblems(
  previous: readonly Previous[],
  workloads: readonly Workload[],
  { stack, context, namespace, storageClass }: Pick<Place, "stack" | "namespace" | "storageClass"> & { readonly context: string },
  allowDelete: readonly string[],
): string[] {
  const planned = new Set(workloads.flatMap(({ name, volume }) => (volume === undefined ? [] : [claimName(name)])));
  const lost = claimsIn(previous).flatMap(({ name, outputs }) => {
    const setting = claimInSetting(name);
    const changed = (key: string, before: string | undefined, after: string): string[] =>
      before === undefined || before === after ? [] : [`monitoring:kubernetes.${key} changes from ${before} to ${after}`];
    const changes = [
      ...changed("context", contextIn(previous), context),
      ...changed("namespace", textOf(objectOf(outputs["metadata"])["namespace"]), namespace),
      // The claim of a program that no longer runs keeps its StorageClass. A change of the context or namespace deletes every claim.
      ...(planned.has(name) ? changed("storageClass", textOf(objectOf(outputs["spec"])["storageClassName"]), storageClass) : []),
    ];
    return changes.length === 0 || allows(allowDelete, setting) ? [] : [{ setting, changes }];
  });
  return lost.flatMap(({ setting, changes }, index) =>
    changes.map(
      (change) =>
        `${setting}: ${change}, which would replace the volume and delete its data: set it back, or allow this: \`${allowCommand(setting, allowDelete.length + index, stack)}\``,
    ),
  );
}
