import { shopWith } from "../support";

export const good = shopWith({
  errorRatio: { info: "5%", warning: "5%", critical: "5%" },
  certificateExpiry: { warning: "14d", critical: "14d" },
});
