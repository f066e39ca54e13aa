import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, dependsOn: ["web"] }),
  lines: ['systems.shop.services.web.dependsOn: got "web", the service itself, which would inhibit its own alerts: remove it'],
};
