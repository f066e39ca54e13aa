import { edited, said, withData } from "./support";

test("the review names what is lost with objects that are removed at vendors, and what a declared rename keeps", () => {
  type Plan = { readonly resources: readonly { readonly type: string; readonly name: string }[] };
  const changed = (file: string, change: (plan: Plan) => object) =>
    said(withData<Plan>(`exporters/rendered/production/${file}.json`, change)).join("\n");
  expect(changed("sentry", () => ({ resources: [] }))).toContain(
    "; all its issues, events and releases would be deleted, so `up` refuses this without monitoring:allowDelete",
  );
  const without = (plan: Plan): object => ({ ...plan, resources: plan.resources.filter(({ type }) => type !== "uptimerobot:Monitor") });
  expect(changed("uptime", without)).toContain(
    "monitor at uptimerobot; its uptime history and incidents would be deleted, so `up` refuses this without monitoring:allowDelete",
  );
  const renamed = (plan: Plan): object => ({
    ...plan,
    resources: plan.resources.map((one) => (one.type === "sentry:Project" ? { ...one, name: `new-${one.name}`, formerly: one.name } : one)),
  });
  const says = changed("sentry", renamed);
  expect(says).toMatch(/Sentry: renamed: .*project, formerly .+; its history is kept/);
  expect(says).not.toContain("removed");
});

test("the review names a file with an unknown format and compares all other files", () => {
  const other = edited("exporters/rendered/production/sentry.json", () => '{"teams":[],"projects":[]}');
  expect(said(other)).toEqual(["not compared: sentry.json: the change has a format that this version cannot read"]);
});
