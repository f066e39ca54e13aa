import { checkVendors } from "../../../stacks/local/kept-at-vendors";
import { kinds } from "../../../stacks/vendors/provider/kinds";

const state = (...types: readonly string[]): string =>
  JSON.stringify({
    version: 3,
    deployment: { resources: types.map((type) => ({ urn: `urn:pulumi:local::monitoring::${type}::shop-web-local`, type, outputs: {} })) },
  });
const config = (settings: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(settings).map(([key, value]) => [`monitoring:${key}`, { value: JSON.stringify(value), secret: false }]),
    ),
  );
const check = (exported: string, settings: string) => checkVendors("local", exported, settings, () => Promise.resolve(kinds));
const project = "monitoring:sentry:Project";

test("down deletes a stack without objects at vendors", async () => {
  await expect(check(JSON.stringify({ version: 3, deployment: {} }), "{}")).resolves.toBeUndefined();
  await expect(check(state("docker:index/container:Container"), "{}")).resolves.toBeUndefined();
});

test("down refuses to delete a project at Sentry with its issues, and says how to allow it and how to keep the project", async () => {
  await expect(check(state(project), "{}")).rejects.toThrow(
    [
      "1 object at vendors would be deleted with their history; nothing was changed.",
      "  sentry:Project shop-web-local: all its issues, events and releases would be deleted; to allow this: `pulumi config set --stack local --path 'monitoring:allowDelete[0]' 'sentry:Project shop-web-local'`",
      "  To keep the objects of monitoring:sentry at the vendor: `pulumi config set --stack local --path 'monitoring:sentry.manage' false`, then run `up`.",
    ].join("\n"),
  );
});

test("down deletes the objects that monitoring:allowDelete names, and leaves those of a vendor that the stack does not manage", async () => {
  for (const settings of [{ allowDelete: ["sentry:Project shop-web-local"] }, { allowDelete: ["all"] }, { sentry: { manage: false } }])
    await expect(check(state(project), config(settings))).resolves.toBeUndefined();
});

test("down stops if the CLI prints another format", async () => {
  await expect(check("{}", "{}")).rejects.toThrow("`pulumi stack export` printed an unknown format");
});
