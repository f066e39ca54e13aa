import type { View } from "../model/catalogue";
import { textFile, type RenderedFile } from "../emit";
import { envFragment, sentryApplications, sentryVariables, type SentryApplication } from "./application";

/** Comments that say where to find the values that are not rendered. */
const notes = ({ system, service, environment, browserPrefix }: SentryApplication): string[] => [
  `Not here: ${["SENTRY_DSN", ...(browserPrefix === undefined ? [] : [`${browserPrefix}SENTRY_DSN`])].join(" and ")}, a secret, in "${system}/${service}" of`,
  `\`pulumi stack output applications --stack ${environment} --show-secrets --json\`; SENTRY_RELEASE, which the build sets.`,
];

/** Renders a `.env` fragment, without secrets, for each application that sends to Sentry. The file is named after the Sentry project. */
export const renderFragments = (view: View, folder: string): RenderedFile[] =>
  sentryApplications(view).map((application) =>
    textFile(
      `${folder}/sentry/${application.project}.env`,
      "exporters/catalogue",
      envFragment(application, sentryVariables(application), notes(application)),
      (line) => `# ${line}`,
    ),
  );
