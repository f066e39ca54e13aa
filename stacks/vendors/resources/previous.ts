import { getOrganization, getProject, getStack, runtime } from "@pulumi/pulumi";
import { isJson, objectOf, textOf, type Json } from "../provider/json";

/** A resource in the stack's state, as the previous `up` left it. */
export interface Previous {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly outputs: Json;
}

/** Tokens of functions of the Pulumi engine that read the state of a stack. */
const readOutputs = "pulumi:pulumi:readStackOutputs";
const readResources = "pulumi:pulumi:readStackResourceOutputs";

/** Parses the response of the engine. A URN has the form `urn:pulumi:<stack>::<project>::<parents>$<type>::<name>`. */
export const previousIn = (outputs: unknown): Previous[] =>
  Object.entries(objectOf(outputs)).flatMap(([urn, resource]) => {
    const type = textOf(objectOf(resource)["type"]);
    if (type === undefined) return [];
    return [{ urn, type, name: urn.split("::").slice(3).join("::"), outputs: objectOf(objectOf(resource)["outputs"]) }];
  });

/**
 * Reads the resources in this stack's state, so that the Pulumi program can refuse a change that would delete data, even in a preview.
 * Returns an empty list if the state has no stack outputs, as before the first completed `up`.
 */
export async function previousResources(): Promise<readonly Previous[]> {
  const ask = async (token: string, args: Record<string, string>): Promise<unknown> => {
    const answer: unknown = await runtime.invoke(token, args, { async: true });
    return objectOf(answer)["outputs"];
  };
  const read = async (name: string): Promise<readonly Previous[]> => {
    // The engine may fail for a stack that has no state yet, so ask for the stack's outputs first.
    const outputs = await ask(readOutputs, { name });
    return isJson(outputs) && Object.keys(outputs).length > 0 ? previousIn(await ask(readResources, { stackName: name })) : [];
  };
  // A backend without project-scoped stacks accepts only the name of the stack, without the project.
  return read(`${getOrganization()}/${getProject()}/${getStack()}`).catch(() => read(getStack()));
}
