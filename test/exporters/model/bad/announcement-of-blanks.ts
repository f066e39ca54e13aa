import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: {
    ...shop(web),
    announcements: [{ environment: "production", system: "shop", at: "2026-01-01T10:00:00Z", type: "outage", message: "  " }],
  },
  lines: ['announcements[0].message: got "  "; expected a text, not only blanks'],
};
