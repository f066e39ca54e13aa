import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, uptime: [{ path: "/health", port: 80, json: { ok: "true" } }] }),
  lines: [
    'systems.shop.services.web.uptime[0].json.ok: got "true"; blackbox_exporter compares text and Gatus compares a value: write true without quotes if the body has the value, or use keyword',
  ],
};
