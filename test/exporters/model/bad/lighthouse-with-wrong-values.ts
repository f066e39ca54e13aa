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
          { path: "/a", speed: "90%" },
        ],
      },
    },
    { ...web, name: "pages", lighthouse: { environments: [], pages: [] } },
  ),
  lines: [],
};
