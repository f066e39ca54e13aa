import { dnsLabel } from "../model/naming";

/** Namespaces in a cluster that runs the Prometheus Operator. */
export interface OperatorPlace {
  /** Namespace of the stack's programs and of the objects that the Operator reads. */
  readonly namespace: string;
  /** Namespace of the Operator's Prometheus and Alertmanager. */
  readonly operator: string;
}

/** Returns the name of an object that this project creates for the Operator. */
export const objectName = (...parts: readonly string[]): string => dnsLabel("monitoring", ...parts);

/** Name of the Secret for the Operator's instances. It has the secret files of Prometheus and Alertmanager, such as the receivers' URLs. */
export const receiverSecret = objectName("receivers");

/** Returns the host of the Service that the Operator creates for its Prometheus or Alertmanager. */
export const operatedHost = (program: string, { operator }: Pick<OperatorPlace, "operator">): string =>
  `${program}-operated.${operator}.svc.cluster.local`;
