import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, kind: "htp" }),
  lines: [
    'systems.shop.services.web.kind: unknown kind: got "htp"; allowed: external, http, postgres, redis, worker; did you mean "http"?',
  ],
};
