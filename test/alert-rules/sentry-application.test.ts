import { browserVariables, envFragment, sentryApplications, sentryVariables } from "../../alert-rules/sentry/application";
import { sentryLink } from "../../alert-rules/sentry/links";
import { catalogue } from "../../exporters/catalogue";
import { loadCatalogue } from "../../exporters/catalogue/catalogue";
import { environment, owner, system, web } from "../exporters/catalogue/support";

const applications = sentryApplications(catalogue().view("production"));
const find = (project: string) => {
  const found = applications.find((application) => application.project === project);
  if (found === undefined) throw new Error(project);
  return found;
};
const dsn = "https://key@o1.ingest.sentry.io/2";

test("an application is told its DSN, environment, sample rate, what personal data may go, and where its source maps belong", () => {
  const cms = find("site-builder-cms-production");
  const variables = sentryVariables(cms, dsn, "cms@1.2.3");
  expect(variables).toEqual({
    SENTRY_DSN: dsn,
    SENTRY_ENVIRONMENT: "production",
    SENTRY_RELEASE: "cms@1.2.3",
    SENTRY_TRACES_SAMPLE_RATE: "0.2",
    SENTRY_SEND_DEFAULT_PII: "false",
    SENTRY_ORG: "example",
    SENTRY_PROJECT: "site-builder-cms-production",
    SENTRY_URL: "https://sentry.io",
  });
  expect(envFragment(cms, { ...variables, ODD: 'a "b" $c' })).toBe(
    [
      "# Sentry of site-builder/cms (production); made from the catalogue.",
      ...Object.entries(variables).map(([name, value]) => `${name}=${value}`),
      'ODD="a \\"b\\" \\$c"',
      "",
    ].join("\n"),
  );
  expect(browserVariables(variables, "NEXT_PUBLIC_")).not.toHaveProperty("NEXT_PUBLIC_SENTRY_ORG");
  expect(browserVariables(variables, "NEXT_PUBLIC_")).toMatchObject({ NEXT_PUBLIC_SENTRY_DSN: dsn });
  expect(() => envFragment(cms, { A: "b\nEVIL=1" })).toThrow("A holds a line break");
});

test("a Python service has no source maps to upload", () => {
  expect(Object.keys(sentryVariables(find("tenant-ai-api-production"), dsn))).toEqual([
    "SENTRY_DSN",
    "SENTRY_ENVIRONMENT",
    "SENTRY_TRACES_SAMPLE_RATE",
    "SENTRY_SEND_DEFAULT_PII",
  ]);
});

test("an alert links to the project of its service, and to none where there is none", () => {
  const address = (url: string) =>
    `${url}/projects/{{ $labels.system }}-{{ $labels.service }}-{{ $labels.environment }}/?environment={{ $labels.environment }}&statsPeriod=1h`;
  expect(sentryLink(catalogue().view("production"))).toBe(address("https://sentry.io/organizations/example"));
  const view = loadCatalogue({
    systems: [system("shop", { ...web, sentry: { platform: "node" } }, { ...web, name: "old" })],
    owners: [owner],
    environments: [{ ...environment, sentry: { organization: "shop", url: "https://sentry.example.com" } }],
  }).view("production");
  expect(sentryLink(view)).toBe(
    `{{ if match "^(shop/web)$" (print $labels.system "/" $labels.service) }}${address("https://sentry.example.com/organizations/shop")}{{ end }}`,
  );
});
