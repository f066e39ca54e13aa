import { runtime } from "@pulumi/pulumi";

/** A resource that was registered with the Pulumi engine. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

const mapped = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");

/** Replaces the Pulumi engine. Returns the list to which every registered resource is added. Throws on a call of a provider function. */
export async function mockEngine(stack: string): Promise<Registered[]> {
  const registered: Registered[] = [];
  // The SDK reads the stack trace of every promise that it creates, and source-mapping these traces would take most of the test's time.
  // Deleting `Error.prepareStackTrace` would not help, because Node would then call the `Error.prepareStackTrace` of its main
  // context, outside Jest's sandbox.
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

/** Waits until no resource is being registered, and restores stack traces. */
export async function settled(): Promise<void> {
  await runtime.disconnect();
  if (mapped === undefined) Reflect.deleteProperty(Error, "prepareStackTrace");
  else Object.defineProperty(Error, "prepareStackTrace", mapped);
}

/** Whether a value was sent to the engine as a secret. The key and the value that mark a secret are part of Pulumi's wire format. */
export const secretMark = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  "4dabf18193072939515e22adb298388d" in value &&
  value["4dabf18193072939515e22adb298388d"] === "1b47061264138c4ac30d75fd1eb44270";
