import { ofType } from "../../exporters/vendor-plan";
import { environments, sentryPlanOf } from "./rendered";

describe.each(environments)("browsers in %s", (environment) => {
  const domainsOf = (name: string): unknown =>
    ofType(sentryPlanOf(environment)?.resources ?? [], "sentry:Project").find((project) => project.name.startsWith(`site-builder-${name}`))
      ?.inputs.allowedDomains;

  it("may report errors to Sentry from the domains of the site builder's tenants", () => {
    expect(domainsOf("sites")).toEqual(["*"]);
  });

  it("may report errors of the editor from its own host only", () => {
    expect(domainsOf("cms")).toEqual([environment === "production" ? "cms.sites.example.com" : "cms.sites.staging.example.com"]);
  });
});
