import { output, type Output } from "@pulumi/pulumi";
import { isReference, type AnyPlanned } from "../../../../exporters/vendor-plan";
import { catalogue } from "../../../fixtures/catalogue";
import { sentryPlan } from "../../../../exporters/sentry/plan";
import { uptimePlan } from "../../../../exporters/uptime/plan";
import { checkInputs } from "../../../../stacks/vendors/provider/check";
import { kinds } from "../../../../stacks/vendors/provider/kinds";
import { resolved, type Known } from "../../../../stacks/vendors/resources/resolve";

const known: Known = new Map([
  ["sentry:Team shop", { vendorId: "shop", teamId: output("7") }],
  ["monitoring:sentry.discordChannels", { sites: "90001" }],
]);

test("a reference at any depth is replaced by the output that it names, and other values stay unchanged", () => {
  expect(
    resolved(
      {
        team: { $ref: "sentry:Team shop", output: "vendorId" },
        every: { count: 6 },
        to: [{ $ref: "monitoring:sentry.discordChannels", output: "sites" }, 1],
      },
      known,
    ),
  ).toEqual({ team: "shop", every: { count: 6 }, to: ["90001", 1] });
});

test("a reference's prefix is put before the output", async () => {
  const { owner } = resolved({ owner: { $ref: "sentry:Team shop", output: "teamId", prefix: "team:" } }, known);
  const value = await new Promise<string>((resolve) => (owner as Output<string>).apply(resolve));
  expect(value).toBe("team:7");
});

test("a reference to a missing resource is refused, and the error names the resource", () => {
  expect(() => resolved({ team: { $ref: "sentry:Team sites", output: "vendorId" } }, known)).toThrow(
    "The plan refers to vendorId of sentry:Team sites, which does not exist when it is needed",
  );
});

/** Replaces each reference in the inputs with a value of the right form. */
function filled(value: unknown): unknown {
  if (isReference(value))
    return value.output === "companyUrl"
      ? "https://shop.example"
      : `${value.prefix ?? ""}${value.$ref.startsWith("sentry:Team") && value.output === "vendorId" ? "shop" : value.$ref.startsWith("sentry:Project") ? "shop-web" : "7"}`;
  if (Array.isArray(value)) return value.map(filled);
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, filled(part)]))
    : value;
}

const views = catalogue().environments.map(({ id }) => catalogue().view(id));
const outside = (["free", "paid"] as const).flatMap((plan) =>
  (["uptimerobot", "betterstack"] as const).flatMap((vendor) =>
    views.map((view) => {
      const uptime = { ...view.environment.uptime, outside: vendor, statusPages: vendor, plan };
      return { ...view, environment: { ...view.environment, uptime } };
    }),
  ),
);

test("the provider accepts all resources that the catalogue plans, at every vendor and on every plan", () => {
  const planned: AnyPlanned[] = [...views, ...outside].flatMap((view): AnyPlanned[] => {
    const { resources, deadMansSwitch } = uptimePlan(view);
    return [...(sentryPlan(view)?.resources ?? []), ...resources, ...(deadMansSwitch === undefined ? [] : [deadMansSwitch.resource])];
  });
  expect(planned.length).toBeGreaterThan(0);
  const refused = planned.flatMap(({ type, name, inputs }) => {
    const kind = kinds.find((one) => one.type === `monitoring:${type}`);
    if (kind === undefined) return [`${type} ${name}: there is no such type`];
    return checkInputs(kind, filled(inputs) as Readonly<Record<string, unknown>>).failures.map(
      ({ property, reason }) => `${type} ${name} ${property}: ${reason}`,
    );
  });
  expect(refused).toEqual([]);
});
