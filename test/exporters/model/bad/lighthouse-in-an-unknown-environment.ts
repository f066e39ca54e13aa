import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, lighthouse: { environments: ["prodution"], pages: [{ path: "/", performance: "90%" }] } }),
  lines: [
    'systems.shop.services.web.lighthouse.environments: got "prodution"; environments that monitor this system: production; did you mean "production"?',
  ],
};
