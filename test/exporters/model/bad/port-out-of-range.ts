import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, instrumentation: { profile: "prom-client", port: 94640 } }),
  lines: ["systems.shop.services.web.instrumentation.port: got 94640; expected 65535 or less"],
};
