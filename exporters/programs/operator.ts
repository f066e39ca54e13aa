import { dnsLabel } from "../model/naming";

/** Where things are in a cluster that runs the Prometheus Operator. */
export interface OperatorPlace {
  /** Namespace of the stack's own programs, and of the objects for the Operator. */
  readonly namespace: string;
  /** Namespace of the Operator's Prometheus and Alertmanager. */
  readonly operator: string;
}

/** Name of one of our objects. */
export const objectName = (...parts: readonly string[]): string => dnsLabel("monitoring", ...parts);

/** The Secret that receivers read addresses and keys from, one key each: the Operator's Alertmanager mounts no files of ours. */
export const receiverSecret = objectName("receivers");

/** The Service that the Operator makes for its Prometheus or Alertmanager, at the port of ours. */
export const operatedHost = (program: string, { operator }: Pick<OperatorPlace, "operator">): string =>
  `${program}-operated.${operator}.svc.cluster.local`;
