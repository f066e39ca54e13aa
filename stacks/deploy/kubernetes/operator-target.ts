import { ComponentResource, type ComponentResourceOptions, type CustomResourceOptions } from "@pulumi/pulumi";
import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import { Secret } from "@pulumi/kubernetes/core/v1/secret";
import { Service } from "@pulumi/kubernetes/core/v1/service";
import { operatedServiceArgs, operatorObjectArgs, receiverSecretArgs, receiverSecretData } from "./operator";
import type { Place } from "./place";
import { withSecrets, type KnownSecrets } from "../known-secrets";
import type { Operated } from "../operated";

export interface OperatorObjectsArgs {
  readonly place: Place;
  readonly operated: Operated;
  readonly secrets: KnownSecrets;
  /** Returns the options for resources in the stack's namespace. */
  readonly below: (parent: ComponentResource) => CustomResourceOptions;
}

/**
 * The objects for the Prometheus Operator: rules, targets, probes, and routes with their secrets. The component also creates a
 * Service for each of the Operator's programs, with the name that the stack uses.
 */
export class OperatorObjects extends ComponentResource {
  constructor(name: string, { place, operated, secrets, below }: OperatorObjectsArgs, options?: ComponentResourceOptions) {
    super("monitoring:kubernetes:Operator", name, {}, options);
    const receivers = new Secret(
      "receivers",
      { ...receiverSecretArgs(place), data: withSecrets(operated.workloads, secrets, (known) => receiverSecretData(operated, known)) },
      below(this),
    );
    for (const object of operated.objects)
      new CustomResource(object.metadata.name, operatorObjectArgs(object, place), { ...below(this), dependsOn: receivers });
    for (const workload of operated.workloads) new Service(workload.name, operatedServiceArgs(workload, place, operated), below(this));
    this.registerOutputs({});
  }
}
