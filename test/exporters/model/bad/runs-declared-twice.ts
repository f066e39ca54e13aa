import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({
    ...web,
    loops: [{ name: "poller" }, { name: "poller" }],
    runs: [{ name: "import" }, { name: "import" }, { name: " " }],
    streams: [{ name: "chat" }, { name: "chat" }],
  }),
  lines: [
    'systems.shop.services.web.runs[2].name: got " "; expected a text, not only blanks',
    'systems.shop.services.web.runs: got "import" twice; entries must be unique: remove one of them',
    'systems.shop.services.web.loops: got "poller" twice; entries must be unique: remove one of them',
    'systems.shop.services.web.streams: got "chat" twice; entries must be unique: remove one of them',
  ],
};
