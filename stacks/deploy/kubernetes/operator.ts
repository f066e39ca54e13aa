import type { core } from "@pulumi/kubernetes/types/input";
import { operatedHost, receiverSecret } from "../../../exporters/programs/operator";
import type { OperatorObject } from "../../../exporters/scrape/operator";
import { secretData } from "./args";
import type { Operated } from "../operated";
import type { Secrets, Workload } from "../workload";
import { metadataOf, notAwaited, stackMetadata, type Place } from "./place";

/** One object of the Operator's API, with the labels that the Operator's Prometheus and Alertmanager select. */
export function operatorObjectArgs({ apiVersion, kind, metadata: { name }, spec }: OperatorObject, place: Place) {
  const metadata = stackMetadata(place, name);
  return { apiVersion, kind, metadata: { ...metadata, labels: { ...metadata.labels, ...place.operator?.labels } }, spec };
}

/** A Service for a program that the Operator runs, under the name that the stack's files use. */
export const operatedServiceArgs = (workload: Workload, place: Place, { namespace }: Pick<Operated, "namespace">) =>
  ({
    metadata: metadataOf(workload, place, workload.name, notAwaited),
    spec: { type: "ExternalName", externalName: operatedHost(workload.name, { operator: namespace }) },
  }) satisfies core.v1.Service;

/** The Secret to which the objects for the Operator refer, without its data. */
export const receiverSecretArgs = (place: Place) =>
  ({ metadata: stackMetadata(place, receiverSecret), type: "Opaque" }) satisfies core.v1.Secret;

/** The data of the Secret for receivers: the secret files of the programs that the Operator replaces. */
export const receiverSecretData = ({ workloads }: Operated, secrets: Secrets): Record<string, string> =>
  Object.assign({}, ...workloads.map((workload) => secretData(workload, secrets))) as Record<string, string>;
