import { envFragment, sentryApplications, sentryVariables, type SentryApplication } from "../../../../../exporters/sentry/application";
import { loadCatalogue } from "../../../../../exporters/model/catalogue";
import { environment, owner, system, web } from "../../../../exporters/model/support";

const platforms = { node: "node-express", python: "python-fastapi" } as const;

/** A catalogue in which some services scrub personal data and others allow it, with different sample rates. */
const shop = loadCatalogue({
  systems: [
    system(
      "shop",
      ...(["node", "python"] as const).flatMap((kind) => [
        { ...web, name: `${kind}-private`, sentry: { platform: platforms[kind], sampleRate: 1 } },
        { ...web, name: `${kind}-open`, sentry: { platform: platforms[kind], sampleRate: 0.5, scrubPii: false } },
      ]),
    ),
  ],
  owners: [owner],
  environments: [{ ...environment, sentry: { organization: "shop", url: "https://sentry.example.com" } }],
});

export const applications = sentryApplications(shop.view("production"));

/** The text that is rendered for an application's `.env` file. */
export const fragmentOf = (application: SentryApplication, dsn: string, release: string): string =>
  envFragment(application, sentryVariables(application, dsn, release));
