import { environment, owner, shop, system, web, type Bad } from "../support";

export const bad: Bad = {
  input: {
    ...shop(web),
    systems: [
      {
        ...system("shop", { ...web, description: " ", uptime: [{ path: "/health", port: 80, public: true, group: " " }] }),
        title: "Shop\nand more",
        description: "  ",
      },
    ],
    owners: [{ ...owner, title: " Shop" }],
    environments: [{ ...environment, title: "" }],
  },
  lines: [
    'owners.shop.title: got " Shop"; remove the blanks at its ends',
    'systems.shop.title: got "Shop\\nand more"; expected a single line: remove line breaks and control characters',
    'systems.shop.description: got "  "; expected a text, not only blanks',
    'systems.shop.services.web.description: got " "; expected a text, not only blanks',
    'systems.shop.services.web.uptime[0].group: got " "; expected a text, not only blanks',
    "environments.production.title: got an empty string; expected 1 or more characters",
  ],
};
