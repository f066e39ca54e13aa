import { runtime } from "@pulumi/pulumi";

/** A resource as the engine was asked to register it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

const mapped = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");

/** Replaces the engine. Registered resources are collected; a call nobody expected throws. */
export async function mockEngine(stack: string): Promise<Registered[]> {
  const registered: Registered[] = [];
  // The SDK reads the stack of each promise it makes; mapping each to its source takes longer than all else. Deleting the property would
  // not do: Node then asks the context around the test's.
  Error.prepareStackTrace = String;
  await runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, name, inputs: inputs as Record<string, unknown> });
        return { id: `${name}-id`, state: { name, ...(inputs as Record<string, unknown>) } };
      },
      call: ({ token }) => {
        throw new Error(`Unexpected call of ${token}.`);
      },
    },
    "monitoring",
    stack,
    false,
  );
  return registered;
}

/** Waits until nothing is being registered any more. */
export async function settled(): Promise<void> {
  await runtime.disconnect();
  if (mapped === undefined) Reflect.deleteProperty(Error, "prepareStackTrace");
  else Object.defineProperty(Error, "prepareStackTrace", mapped);
}

/** Whether a value went to the engine marked as secret. The two words are Pulumi's wire format. */
export const secretMark = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  "4dabf18193072939515e22adb298388d" in value &&
  value["4dabf18193072939515e22adb298388d"] === "1b47061264138c4ac30d75fd1eb44270";
