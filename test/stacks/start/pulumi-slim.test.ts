import * as index from "@pulumi/pulumi";
import path from "node:path";

type Module = Readonly<Record<string, unknown>>;
const load = (file: string): Module => jest.requireActual<Module>(path.join(__dirname, "../../../stacks/start", file));
const slim = load("pulumi-slim.cjs");

test("every export of the slim SDK is identical to the export of Pulumi's SDK", () => {
  const names = Object.keys(slim).filter((name) => name !== "runtime" && name in index);
  expect(names).toEqual(
    expect.arrayContaining([
      "ComponentResource",
      "CustomResource",
      "ProviderResource",
      "RunError",
      "getStack",
      "log",
      "mergeOptions",
      "secret",
    ]),
  );
  for (const name of names.filter((candidate) => candidate !== "log")) expect(slim[name]).toBe((index as unknown as Module)[name]);
  expect((slim["log"] as Module)["warn"]).toBe(index.log.warn);
});

test("every function of the slim runtime is identical to the function of Pulumi's runtime", () => {
  const runtime = load("pulumi-slim-runtime.cjs");
  expect(Object.keys(runtime)).toEqual(["allConfig", "call", "invoke", "invokeOutput"]);
  for (const name of Object.keys(runtime)) expect(runtime[name]).toBe((index.runtime as unknown as Module)[name]);
});

test("an export that the slim SDK does not list comes from Pulumi's SDK", () => {
  expect(slim["Config"]).toBe(index.Config);
  expect((slim["runtime"] as Module)["serializeFunction"]).toBe(index.runtime.serializeFunction);
});
