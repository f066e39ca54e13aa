import { dnsLabel } from "../model/naming";

/** Namespaces in a cluster that runs the Prometheus Operator. */
export interface OperatorPlace {
  /** Namespace of the stack's programs, and of the objects for the Operator. */
  readonly namespace: string;
  /** Namespace of the Operator's Prometheus and Alertmanager. */
  readonly operator: string;
}

/** Name of one of our objects. */
export const objectName = (...parts: readonly string[]): string => dnsLabel("monitoring", ...parts);

/** The Secret with the receivers' addresses and keys, one key each: the Operator's Alertmanager does not mount our files. */
export const receiverSecret = objectName("receivers");

/** The Service that the Operator creates for its Prometheus or Alertmanager, with the port of ours. */
export const operatedHost = (program: string, { operator }: Pick<OperatorPlace, "operator">): string =>
  `${program}-operated.${operator}.svc.cluster.local`;
