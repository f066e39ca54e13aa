import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, ai: { profile: "opentelemtry" } }),
  lines: ['systems.shop.services.web.ai.profile: got "opentelemtry"; allowed: litellm, opentelemetry; did you mean "opentelemetry"?'],
};
