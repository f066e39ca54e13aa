import { outsideVendors, type OutsideVendor } from "./environment-vendors";
import type { Environment } from "./environments-schema";
import { repeated } from "./lists";
import { countProblem } from "./outside-checks";
import type { Problem } from "./problems";
import type { System } from "./schema";
import { outsideLimits } from "./vendor-plans";

type Uptime = Environment["uptime"];

const isVendor = (by: Uptime["statusPages"]): by is OutsideVendor => outsideVendors.some((vendor) => vendor === by);

/**
 * Returns the message for an announcement in an environment that has no status pages, or whose status pages do not show announcements of
 * the catalogue.
 */
export const noAnnouncements = (environment: string, by: Uptime["statusPages"]): string =>
  isVendor(by)
    ? `got "${environment}", whose status pages are at ${outsideLimits[by].title}; only pages of Gatus show announcements of the catalogue: write the announcement at ${outsideLimits[by].title}, and remove it here`
    : `got "${environment}", which has no status pages (statusPages: "none"): remove the announcement`;

/** Returns the systems of the environment that have a public check. */
const shownIn = (environment: Environment, systems: readonly System[]): readonly System[] =>
  systems.filter(
    ({ id, services }) => environment.systems.includes(id) && services.some(({ uptime }) => uptime.some((check) => check.public)),
  );

/** Reports a vendor that serves the status pages but does not run the checks. */
function vendorProblems({ statusPages, outside }: Uptime, where: string): Problem[] {
  if (!isVendor(statusPages) || statusPages === outside) return [];
  const monitor = outside === "none" ? "there is no external monitor" : `the external monitor is ${outside}`;
  return [
    {
      where: `${where}.statusPages`,
      message: `got "${statusPages}", but ${monitor}; a vendor's page shows only the vendor's checks: write statusPages: "${outside === "none" ? "gatus" : outside}", or outside: "${statusPages}"`,
    },
  ];
}

/** Reports status pages of production that the public cannot reach. */
function reachProblems({ id, production, uptime }: Environment, where: string, shown: readonly System[]): Problem[] {
  if (!production || uptime.statusPages !== "gatus") return [];
  const hidden = shown.filter((system) => uptime.statusPageUrls[system.id] === undefined).map((system) => system.id);
  if (hidden.length === 0) return [];
  const vendor = uptime.outside === "none" ? outsideVendors[0] : uptime.outside;
  return [
    {
      where: `${where}.statusPages`,
      message: `got "gatus" for the public checks of ${hidden.join(", ")}, but the public cannot reach Gatus in ${id}: write statusPages: "${vendor}", or publish the pages with a reverse proxy and write their addresses in statusPageUrls, or write statusPages: "none"`,
    },
  ];
}

/** Reports settings of the status pages that have no effect, and an address that two status pages share. */
function unusedProblems({ id, uptime }: Environment, where: string, shown: readonly System[]): Problem[] {
  const { statusPages, sharedPage, statusPageUrls } = uptime;
  const systems = shown.map((system) => system.id);
  const addresses = Object.entries(statusPageUrls);
  const shared =
    sharedPage === undefined || isVendor(statusPages)
      ? []
      : [
          {
            where: `${where}.sharedPage`,
            message: `got ${JSON.stringify(sharedPage.name)} with statusPages: "${statusPages}"; only a vendor serves one page for all systems: remove sharedPage`,
          },
        ];
  const proxied = addresses.flatMap(([system, url]): Problem[] => {
    const at = `${where}.statusPageUrls.${system}`;
    if (statusPages !== "gatus")
      return [
        { where: at, message: `got ${url} with statusPages: "${statusPages}"; only pages of Gatus need a proxy: remove the address` },
      ];
    if (!systems.includes(system))
      return [
        {
          where: at,
          message: `got ${url}, but ${system} has no status page in ${id}; systems with a page: ${systems.join(", ") || "none"}: remove the address, or write public: true on a check`,
        },
      ];
    return [];
  });
  const twice = repeated(addresses.map(([, url]) => url)).map((url) => ({
    where: `${where}.statusPageUrls`,
    message: `got ${url} twice; each system has its own page: give each page another host`,
  }));
  return [...shared, ...proxied, ...twice];
}

/** Reports public checks that a vendor's status page cannot show, because the vendor does not run the checks. */
const hiddenChecks = ({ id, uptime }: Environment, shown: readonly System[]): Problem[] =>
  !isVendor(uptime.statusPages)
    ? []
    : shown.flatMap((system) =>
        system.services.flatMap((service) =>
          service.uptime
            .filter((check) => check.public && !check.outside)
            .map((check) => ({
              where: `systems.${system.id}.services.${service.name}.uptime.${check.name}.public`,
              message: `got true with outside: false; the status page in ${id} is at ${outsideLimits[uptime.statusPages as OutsideVendor].title}, which shows only the checks that it runs: remove public, or remove outside: false`,
            })),
        ),
      );

/** Reports more status pages at a vendor than its free plan includes, and two shared pages at one vendor that have the same name. */
function vendorCounts(environments: readonly Environment[], systems: readonly System[]): Problem[] {
  const pagesOf = (environment: Environment): number => {
    const own = shownIn(environment, systems).length;
    return environment.uptime.sharedPage === undefined ? own : Math.min(own, 1);
  };
  const tooMany = outsideVendors.flatMap((vendor) => {
    const showing = environments.filter(({ uptime }) => uptime.statusPages === vendor && uptime.plan === "free");
    return countProblem(
      `environments.${showing[0]?.id ?? ""}.uptime.statusPages`,
      showing.reduce((sum, environment) => sum + pagesOf(environment), 0),
      outsideLimits[vendor].plans.free.statusPages,
      "status page",
      vendor,
      "show all systems on one page of one environment (sharedPage)",
    );
  });
  const named = environments.flatMap(({ uptime: { statusPages, sharedPage } }) =>
    sharedPage === undefined ? [] : [`${statusPages} ${sharedPage.name}`],
  );
  const twice = repeated(named).flatMap((name) => {
    const [first, second] = environments.filter(({ uptime }) => `${uptime.statusPages} ${uptime.sharedPage?.name ?? ""}` === name);
    return [
      {
        where: `environments.${second?.id ?? ""}.uptime.sharedPage.name`,
        message: `got ${JSON.stringify(second?.uptime.sharedPage?.name)}, which ${first?.id ?? ""} already uses; each page needs its own name: choose another`,
      },
    ];
  });
  return [...tooMany, ...twice];
}

/**
 * Reports status pages and public checks that the vendor cannot show, more status pages than the vendor's plan includes, status pages of
 * production that the public cannot reach, status pages that share a name or an address, and settings of status pages that have no effect.
 */
export const checkStatusPages = (environments: readonly Environment[], systems: readonly System[]): Problem[] => [
  ...vendorCounts(environments, systems),
  ...environments.flatMap((environment) => {
    const where = `environments.${environment.id}.uptime`;
    const shown = shownIn(environment, systems);
    return [
      ...vendorProblems(environment.uptime, where),
      ...reachProblems(environment, where, shown),
      ...unusedProblems(environment, where, shown),
      ...hiddenChecks(environment, shown),
    ];
  }),
];
