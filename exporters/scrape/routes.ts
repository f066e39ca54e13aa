import { probeRoutes } from "../instrumentation/http";
import type { HttpService } from "../model/schema";
import { escapeRegex } from "./relabel";

/** Returns the routes of a service that Prometheus, health checks or checks (`uptime`) request, rather than users. */
const asksItself = ({ instrumentation, uptime }: HttpService): readonly string[] => [
  ...probeRoutes,
  instrumentation.path,
  ...uptime.flatMap(({ path }) => (path === undefined ? [] : [path])),
];

/**
 * Returns the routes in `excludeRoutes`, grouped by their value of the label `traffic`. `probe` marks the routes of health checks, checks
 * (`uptime`) and the metrics endpoint, whose failures do not count as errors. `excluded` marks all other routes, such as streams, whose
 * failures still count as errors.
 */
export function markedRoutes(service: HttpService): Readonly<Record<"excluded" | "probe", readonly string[]>> {
  const probes = asksItself(service);
  const routes = [...service.instrumentation.excludeRoutes].sort();
  return { excluded: routes.filter((each) => !probes.includes(each)), probe: routes.filter((each) => probes.includes(each)) };
}

/** Returns the regular expression for a route. A `*` at its end matches every string. */
export const routePattern = (route: string): string => (route.endsWith("*") ? `${escapeRegex(route.slice(0, -1))}.*` : escapeRegex(route));
