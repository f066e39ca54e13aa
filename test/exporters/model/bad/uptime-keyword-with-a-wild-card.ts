import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, uptime: [{ path: "/health", port: 80, keyword: "ok*" }] }),
  lines: [
    'systems.shop.services.web.uptime[0].keyword: got "ok*"; expected 1 to 200 characters, without any of * ? [ ] \\ , $ and without a comparison like " == ", which not every monitor supports',
  ],
};
