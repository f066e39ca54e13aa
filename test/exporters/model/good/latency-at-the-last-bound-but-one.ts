import { shopWith } from "../support";

export const good = shopWith({ latencyP95: { info: "5ms", critical: "5s" } });
