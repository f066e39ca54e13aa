import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { checkLocalStack } from "../../../stacks/local/chosen-stack";
import { catalogue } from "../../fixtures/catalogue";

describe("the flag --stack of the local commands", () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(path.join(tmpdir(), "stacks-"));
    const file = (stack: string, config: object) => {
      writeFileSync(path.join(root, `Pulumi.${stack}.yaml`), JSON.stringify({ config }));
    };
    file("local", {});
    file("mine", { "monitoring:environment": "local" });
    file("live", { "monitoring:environment": "production" });
    file("cluster", {
      "monitoring:environment": "local",
      "monitoring:target": "kubernetes",
      "monitoring:kubernetes": { kubeconfig: "kubeconfig", context: "kind", namespace: "monitoring", storageClass: "standard" },
    });
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  const check = (stack: string) => () => {
    checkLocalStack(root, catalogue(), stack);
  };

  test.each(["local", "mine"])("accepts %s, which runs on Docker", (stack) => {
    expect(check(stack)).not.toThrow();
  });

  test("refuses a stack without a stack file, and names the stacks that have a file", () => {
    expect(check("min")).toThrow('--stack: got "min"; stacks with a Pulumi.<stack>.yaml: cluster, live, local, mine; did you mean "mine"?');
  });

  test("refuses a production stack", () => {
    expect(check("live")).toThrow(/"live"; its environment is production, .*Use `pulumi up --stack live`\./);
  });

  test("refuses a stack that runs on Kubernetes", () => {
    expect(check("cluster")).toThrow(/"cluster"; its target is kubernetes, /);
  });
});
