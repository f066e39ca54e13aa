import { loadCatalogue, type View } from "../../../exporters/model/catalogue";
import type { SystemInput } from "../../../exporters/model/schema";
import { input, withLocalStores } from "../../fixtures/catalogue";

const service = { kind: "http", owner: "shop", instrumentation: { profile: "prom-client", port: 8080 } } as const;

/** The system of the senders in `scenarios.ts`, with a pattern of log records. */
const shop: SystemInput = {
  id: "shop",
  title: "Shop",
  description: "Sends logs and traces",
  services: [
    { ...service, name: "web" },
    { ...service, name: "orders", logs: { patterns: [{ name: "refused", matches: "^order (\\w+ )?refused$", level: "error" }] } },
  ],
};

/** Returns the fixture catalogue's environment `local` with the systems `demo` and `shop`. */
export function shopView(discovery: readonly "kubernetes"[] = []): View {
  const environments = input.environments.map((one) =>
    one.id === "local" ? { ...one, systems: ["demo", shop.id], discovery: [...discovery] } : one,
  );
  return withLocalStores(loadCatalogue({ ...input, systems: [...input.systems, shop], environments }).view("local"));
}
