import { claimProblems, programsWithClaim } from "../../../../stacks/deploy/kubernetes/claims";
import type { Previous } from "../../../../stacks/vendors/resources/previous";
import { place as given, shop } from "../../support/kubernetes";

const place = { ...given, context: "dev" };
const provider = (clusterIdentifier: string): Previous => ({
  urn: "urn:pulumi:dev::monitoring::monitoring:kubernetes:Target$pulumi:providers:kubernetes::kubernetes",
  type: "pulumi:providers:kubernetes",
  name: "kubernetes",
  outputs: { clusterIdentifier, context: clusterIdentifier },
});

const claim = (name: string, namespace = "watch", storageClassName = "fast"): Previous => ({
  urn: `urn:pulumi:dev::monitoring::kubernetes:core/v1:PersistentVolumeClaim::${name}`,
  type: "kubernetes:core/v1:PersistentVolumeClaim",
  name,
  outputs: { metadata: { name, namespace }, spec: { storageClassName } },
});

test("an unchanged claim, a claim of another program and a stack without claims are no problem", () => {
  expect(claimProblems([claim("shop-data"), claim("loki-data", "watch", "slow")], [shop], place, [])).toEqual([]);
  expect(claimProblems([], [shop], place, [])).toEqual([]);
});

test("another StorageClass or namespace would replace the claim and delete its data, and is refused", () => {
  const way = (index: number): string =>
    `set it back, or allow this: \`pulumi config set --stack dev --path 'monitoring:allowDelete[${index}]' 'kubernetes:PersistentVolumeClaim shop-data'\``;
  expect(claimProblems([claim("shop-data", "old", "slow")], [shop], place, ["x"])).toEqual([
    `kubernetes:PersistentVolumeClaim shop-data: monitoring:kubernetes.namespace changes from old to watch, which would replace the volume and delete its data: ${way(1)}`,
    `kubernetes:PersistentVolumeClaim shop-data: monitoring:kubernetes.storageClass changes from slow to fast, which would replace the volume and delete its data: ${way(1)}`,
  ]);
});

test("another namespace would delete the claim of a program that no longer runs too, and is refused", () => {
  expect(claimProblems([claim("loki-data", "old", "slow")], [shop], place, [])).toEqual([
    expect.stringMatching(/^kubernetes:PersistentVolumeClaim loki-data: monitoring:kubernetes\.namespace changes from old to watch, which/),
  ]);
});

test("another context would replace every claim, and is refused; the same context is no problem", () => {
  const claims = [claim("shop-data"), claim("loki-data")];
  expect(claimProblems([provider("dev"), ...claims], [shop], place, [])).toEqual([]);
  expect(claimProblems([provider("old"), ...claims], [shop], place, [])).toEqual([
    expect.stringMatching(
      /^kubernetes:PersistentVolumeClaim shop-data: monitoring:kubernetes\.context changes from old to dev, which would/,
    ),
    expect.stringMatching(
      /^kubernetes:PersistentVolumeClaim loki-data: monitoring:kubernetes\.context changes from old to dev, which would/,
    ),
  ]);
});

test("a replacement is allowed if monitoring:allowDelete names the claim", () => {
  expect(claimProblems([claim("shop-data", "old")], [shop], place, ["kubernetes:PersistentVolumeClaim shop-data"])).toEqual([]);
});

test("the claim of a program that no longer runs is found in the state", () => {
  expect(programsWithClaim(["loki", "tempo"], [claim("loki-data"), claim("shop-data")])).toEqual(["loki"]);
});

test("the commands that allow the loss of several volumes use different indexes", () => {
  const lines = claimProblems([claim("shop-data", "old"), claim("loki-data", "old")], [shop], place, ["x"]);
  expect(lines.map((line) => /allowDelete\[(\d+)\]/.exec(line)?.[1])).toEqual(["1", "2"]);
});
