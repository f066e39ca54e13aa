import { RunError } from "@pulumi/pulumi";
import { renderedOf, viewOf } from "../../fixtures/catalogue";
import { prepareVendors, type VendorOutputs } from "../../../stacks/vendors/resources";
import { decideVendors } from "../../../stacks/vendors/resources/decide";
import { plansOf } from "../../../stacks/vendors/resources/plans";
import { previousResources } from "../../../stacks/vendors/resources/previous";
import type { WantedPlan } from "./wanted";

/** Creates the vendor resources of a stack, without its containers. */
async function main(): Promise<VendorOutputs> {
  const { environment, facts: wanted } = JSON.parse(process.env["MONITORING_TEST"] ?? "{}") as WantedPlan;
  const view = viewOf(environment);
  try {
    const facts = { ...wanted, stack: "test", environment };
    const decision = decideVendors(plansOf(renderedOf(environment)), facts);
    const { createSecrets, create } = await prepareVendors(view, decision, facts, await previousResources());
    createSecrets();
    return create();
  } catch (error) {
    throw error instanceof Error ? new RunError(error.message) : error;
  }
}

export = main;
