import { shop, web } from "../support";

export const good = shop({
  ...web,
  uptime: [{ name: "health", url: "https://shop.example.com/health" }],
  thresholds: {
    errorRatio: { info: "5%", warning: "5%", critical: "5%" },
    certificateExpiry: { warning: "14d", critical: "14d" },
  },
});
