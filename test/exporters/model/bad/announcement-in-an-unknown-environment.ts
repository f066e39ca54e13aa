import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: {
    ...shop(web),
    announcements: [{ environment: "prodution", system: "shop", at: "2026-01-01T10:00:00Z", type: "outage", message: "We look into it." }],
  },
  lines: ['announcements[0].environment: got "prodution"; environments: production; did you mean "production"?'],
};
