import { shopOutside } from "../support";

export const good = shopOutside({ statusPages: "gatus", statusPageUrls: { shop: "https://status.example.com" } }, { public: true });
