import { shop, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ kind: "http", owner: "shop", instrumentation: { profile: "prom-client", port: 9464 } }),
  lines: ["systems.shop.services[0].name: got nothing; expected a string"],
};
