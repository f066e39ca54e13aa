import { probeRoutes } from "../instrumentation/http";
import type { HttpService } from "../model/schema";
import { escapeRegex } from "./relabel";

/** Returns the routes of a service that Prometheus or health checks request, rather than users. */
const asksItself = ({ instrumentation, uptime }: HttpService): readonly string[] => [
  ...probeRoutes,
  instrumentation.path,
  ...uptime.flatMap(({ path }) => (path === undefined ? [] : [path])),
];

/**
 * Returns the routes in `excludeRoutes` by the value of the label `traffic` that marks them. `excluded` marks streams, whose failures still
 * count as errors. `probe` marks health checks and metrics endpoints, whose failures do not count as errors.
 */
export function markedRoutes(service: HttpService): Readonly<Record<"excluded" | "probe", readonly string[]>> {
  const probes = asksItself(service);
  const routes = [...service.instrumentation.excludeRoutes].sort();
  return { excluded: routes.filter((each) => !probes.includes(each)), probe: routes.filter((each) => probes.includes(each)) };
}

/** Returns a regular expression for each route. A `*` at the end of a route matches every string. */
export const routePatterns = (routes: readonly string[]): string[] =>
  [...routes].sort().map((each) => (each.endsWith("*") ? `${escapeRegex(each.slice(0, -1))}.*` : escapeRegex(each)));
