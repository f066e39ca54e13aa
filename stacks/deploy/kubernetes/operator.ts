import type { core } from "@pulumi/kubernetes/types/input";
import { operatedHost, receiverSecret } from "../../../exporters/programs/operator";
import type { OperatorObject } from "../../../exporters/scrape/operator";
import { secretData } from "./args";
import type { Operated } from "../operated";
import type { Secrets, Workload } from "../workload";
import { metadataOf, notAwaited, stackMetadata, type Place } from "./place";

/** One object of the Operator's API, with the labels that the Operator selects. */
export function operatorObjectArgs({ apiVersion, kind, metadata: { name }, spec }: OperatorObject, place: Place) {
  const metadata = stackMetadata(place, name);
  return { apiVersion, kind, metadata: { ...metadata, labels: { ...metadata.labels, ...place.operator?.labels } }, spec };
}

/** A Service with our name for a program that the Operator runs, so that files of the stack can use the same name everywhere. */
export const operatedServiceArgs = (workload: Workload, place: Place, { namespace }: Pick<Operated, "namespace">) =>
  ({
    metadata: metadataOf(workload, place, workload.name, notAwaited),
    spec: { type: "ExternalName", externalName: operatedHost(workload.name, { operator: namespace }) },
  }) satisfies core.v1.Service;

/** The Secret that the AlertmanagerConfig refers to, without its data. */
export const receiverSecretArgs = (place: Place) =>
  ({ metadata: stackMetadata(place, receiverSecret), type: "Opaque" }) satisfies core.v1.Secret;

/** Data of this Secret: the secret files of the programs that the Operator runs. */
export const receiverSecretData = ({ workloads }: Operated, secrets: Secrets): Record<string, string> =>
  Object.assign({}, ...workloads.map((workload) => secretData(workload, secrets))) as Record<string, string>;
