import type { View } from "../model/catalogue";
import { sentryServices } from "./projects";

/**
 * URL of the Sentry project page of the alert's service, which lists its issues, as a template over the alert's labels. The URL of Sentry's
 * issue list needs a project ID that is not known when rules are rendered. Undefined where no HTTP service has a project; the
 * template's result is empty for a service without one.
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
