import type { View } from "../../../exporters/model/catalogue";
import { browserTokenSecret } from "../../../exporters/model/naming";
import { viewOf, withLocalStores } from "../../fixtures/catalogue";
import { secretValue } from "./accounts";

/** System of the service that pushes from outside the stack's network. */
export const outsideSystem = "replies";
/** Name of the service that pushes from outside the stack's network. Its web pages also send telemetry from browsers. */
export const outsideService = "dashboard";

/** Token of the browsers of `outsideSystem`. */
export const browserToken = "token-of-the-browsers-of-replies-0123456789";

/**
 * Returns production's view with the local stores and a public address for OTLP. In this view, `outsideService` only pushes, its pages have
 * the origins `origins`, and it has an excluded route and a latency threshold for some routes.
 */
export function outsideView(origins: readonly string[], requestsPerSecond = 100): View {
  const view = withLocalStores(viewOf("production"));
  return {
    ...view,
    environment: { ...view.environment, publicOtlp: { url: "https://otlp.example.com", tls: "proxy", requestsPerSecond } },
    systems: view.systems.map((system) => ({
      ...system,
      services: system.services.map((service) =>
        system.id === outsideSystem && service.name === outsideService && service.kind === "http"
          ? {
              ...service,
              reachedBy: "push" as const,
              browser: { origins: { production: [...origins] } },
              instrumentation: { ...service.instrumentation, excludeRoutes: ["/events"] },
              thresholds: { ...service.thresholds, latencyP95: { warning: { value: 2, routes: ["/api/*"] } } },
            }
          : service,
      ),
    })),
  };
}

/** Returns the value of a secret of the gateway, the stores or the OTLP proxy, all of which tests run on loopback. */
export const outsideSecret = (key: string): string => (key === browserTokenSecret(outsideSystem) ? browserToken : secretValue(key));
