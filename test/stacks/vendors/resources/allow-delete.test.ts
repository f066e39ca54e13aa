import { checkAllowDelete } from "../../../../stacks/vendors/resources/allow-delete";
import { previousIn, type Previous } from "../../../../stacks/vendors/resources/previous";

const state = (...all: readonly (readonly [type: string, name: string])[]): Previous[] =>
  previousIn(Object.fromEntries(all.map(([type, name]) => [`urn:pulumi:production::monitoring::${type}::${name}`, { type, outputs: {} }])));
const some = state(
  ["monitoring:sentry:Project", "shop-web-production"],
  ["kubernetes:core/v1:PersistentVolumeClaim", "loki-data"],
  ["monitoring:stack:Prometheus", "prometheus"],
);

/** The error's lines after the first. Empty if `checkAllowDelete` accepts all entries. */
function refused(allowDelete: readonly string[], previous: readonly Previous[] = some): string[] {
  try {
    checkAllowDelete(allowDelete, previous, "production");
  } catch (error) {
    return (error as Error).message.split("\n").slice(1);
  }
  return [];
}
const remove = (index: number) => `Correct or remove it: \`pulumi config rm --stack production --path 'monitoring:allowDelete[${index}]'\``;

test("names of objects at vendors, of volume claims, and `all` are accepted", () => {
  expect(refused(["sentry:Project shop-web-production", "kubernetes:PersistentVolumeClaim loki-data", "all"])).toEqual([]);
});

test("an entry that names no object is refused, with the objects that exist and the command that removes it", () => {
  expect(refused(["all", "betterstack:Monitor gone"])).toEqual([
    `  monitoring:allowDelete[1]: got "betterstack:Monitor gone", which names no object of the stack; the stack has: kubernetes:PersistentVolumeClaim loki-data, sentry:Project shop-web-production. ${remove(1)}`,
  ]);
});

test("a misspelled entry is refused, with the name that it resembles", () => {
  expect(refused(["sentry:Project shop-wed-production"])).toEqual([
    `  monitoring:allowDelete[0]: got "sentry:Project shop-wed-production", which names no object of the stack; did you mean "sentry:Project shop-web-production"? ${remove(0)}`,
  ]);
});

test("a program of the stack cannot be named, and a stack without such objects says so", () => {
  expect(refused(["stack:Prometheus prometheus"], state(["monitoring:stack:Prometheus", "prometheus"]))).toEqual([
    `  monitoring:allowDelete[0]: got "stack:Prometheus prometheus", which names no object of the stack; the stack has no object that can be named. ${remove(0)}`,
  ]);
});

test("the error lists at most ten objects, and counts the others", () => {
  const many = state(...Array.from({ length: 12 }, (_, index) => ["monitoring:sentry:Team", `team-${index}`] as const));
  expect(refused(["betterstack:Policy gone"], many)[0]).toContain(", and 2 more. Correct or remove it");
});
