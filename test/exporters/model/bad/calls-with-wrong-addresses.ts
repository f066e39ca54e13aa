import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({
    ...web,
    calls: [
      { to: "stripe", addresses: ["https://api.stripe.com/v1"] },
      { to: "reddit", addresses: [] },
      { to: "airtable", addresses: ["api.airtable.com", "api.airtable.com"] },
      { to: "vision", addresses: ["vision.googleapis.com:443"] },
      { to: "vision" },
    ],
  }),
  lines: [
    'systems.shop.services.web.calls[0].addresses[0]: got "https://api.stripe.com/v1"; expected only a host name or an IP address, like "db.example.com", "10.0.0.5" or "[fd00::5]": remove scheme, port, path and blanks',
    "systems.shop.services.web.calls[1].addresses: got an empty list; expected 1 or more entries",
    'systems.shop.services.web.calls[2].addresses: got "api.airtable.com" twice; entries must be unique: remove one of them',
    'systems.shop.services.web.calls[3].addresses[0]: got "vision.googleapis.com:443"; expected only a host name or an IP address, like "db.example.com", "10.0.0.5" or "[fd00::5]": remove scheme, port, path and blanks',
    'systems.shop.services.web.calls: got "vision" twice; entries must be unique: remove one of them',
  ],
};
