import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, kind: "mainframe" }),
  lines: ['systems.shop.services.web.kind: unknown kind: got "mainframe"; allowed: external, http, postgres, redis, worker'],
};
