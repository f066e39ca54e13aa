import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop(
    {
      ...web,
      lighthouse: {
        environments: ["production", "production"],
        pages: [
          { path: "checkout", performance: "90%" },
          { path: "/orders?all", performance: "90%" },
          { path: "/" },
          { path: "/a", performance: "0%", accessibility: "101%", bestPractices: "x", seo: "off" },
          { path: "/b", speed: "90%" },
        ],
      },
    },
    { ...web, name: "pages", lighthouse: { environments: [], pages: [] } },
    {
      ...web,
      name: "twice",
      lighthouse: {
        environments: ["production"],
        pages: [
          { path: "/", seo: "90%" },
          { path: "/", seo: "80%" },
        ],
      },
    },
  ),
  lines: [
    'systems.shop.services.web.lighthouse.environments: got "production" twice; entries must be unique: remove one of them',
    'systems.shop.services.web.lighthouse.pages[0].path: got "checkout"; expected the path of a page without blanks, query and fragment, like "/" or "/checkout"',
    'systems.shop.services.web.lighthouse.pages[1].path: got "/orders?all"; expected the path of a page without blanks, query and fragment, like "/" or "/checkout"',
    'systems.shop.services.web.lighthouse.pages[2]: got no budget; write at least one of performance, accessibility, bestPractices, seo, like performance: "90%"',
    "systems.shop.services.web.lighthouse.pages[3].performance: got 0%; the alert fires if the score is below the budget: allowed: more than 0%, up to 100%",
    "systems.shop.services.web.lighthouse.pages[3].accessibility: got 101%; the alert fires if the score is below the budget: allowed: more than 0%, up to 100%",
    'systems.shop.services.web.lighthouse.pages[3].bestPractices: got "x"; expected a percentage like "0.5%" or "80%"',
    'systems.shop.services.web.lighthouse.pages[3].seo: got "off"; expected a percentage like "0.5%" or "80%"',
    'systems.shop.services.web.lighthouse.pages[4]: unknown key: got "speed"; allowed: accessibility, bestPractices, path, performance, seo',
    'systems.shop.services.web.lighthouse.pages[4]: got no budget; write at least one of performance, accessibility, bestPractices, seo, like performance: "90%"',
    "systems.shop.services.pages.lighthouse.environments: got an empty list; expected 1 or more entries",
    "systems.shop.services.pages.lighthouse.pages: got an empty list; expected 1 or more entries",
    'systems.shop.services.twice.lighthouse.pages: got "/" twice; entries must be unique: remove one of them',
  ],
};
