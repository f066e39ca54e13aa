import type { View } from "../model/catalogue";
import { sentryServices } from "./projects";

/**
 * Returns a template over an alert's labels. Its result is the URL of the service's project page in Sentry, which lists the issues. The URL
 * of Sentry's issue list needs a project ID, which is unknown when rules are rendered. The template is for alerts about HTTP services. For
 * a service without a Sentry project, its result is an empty string. Undefined if no HTTP service has a Sentry project.
 */
export function sentryLink(view: View): string | undefined {
  const { sentry } = view.environment;
  if (sentry === undefined) return undefined;
  const http = view.systems.flatMap((system) =>
    system.services.filter(({ kind }) => kind === "http").map(({ name }) => `${system.id}/${name}`),
  );
  const known = new Set(sentryServices(view).map(({ system, service }) => `${system.id}/${service.name}`));
  const named = http.filter((name) => known.has(name));
  if (named.length === 0) return undefined;
  const address = `${sentry.url}/organizations/${sentry.organization}/projects/{{ $labels.system }}-{{ $labels.service }}-{{ $labels.environment }}/?environment={{ $labels.environment }}&statsPeriod=1h`;
  if (named.length === http.length) return address;
  return `{{ if match "^(${named.sort().join("|")})$" (print $labels.system "/" $labels.service) }}${address}{{ end }}`;
}
