import { describeWithSpecs } from "../stacks/vendors/provider/fakes/specs";
import { sentryOnly, startVendors, type Vendors } from "./vendors/fakes";
import { minutes, withProject } from "./vendors/with-project";
import { succeeded } from "./succeeded";
import type { Ended } from "./command";

const succeeds = async (run: () => Promise<Ended>): Promise<string> => succeeded(await run());

/** The IDs of the objects that have a history or an address, each with its current name or project. */
const objects = ({ sentry }: Vendors) => ({
  projects: sentry.objects.projects.map(({ id, slug }) => [id, slug]),
  keys: sentry.objects.keys.map(({ id, label }) => [id, label]),
  detectors: sentry.objects.detectors.map(({ id, project }) => [id, project]),
});

describeWithSpecs("a Sentry project whose slug changes, with the real CLI", () => {
  test(
    "keeps its id, issues, keys and monitors, if the catalogue changes the slug and if a person does",
    async () => {
      const vendors = await startVendors();
      await withProject(vendors, sentryOnly(vendors), async (project) => {
        await succeeds(project.up);
        const before = objects(vendors);
        const [[id] = []] = before.projects;

        project.wanted = { ...project.wanted, project: "storefront" };
        await succeeds(project.preview);
        expect(await succeeds(project.up)).not.toMatch(/replaced|deleted/);
        expect(objects(vendors)).toEqual({ ...before, projects: [[id, "storefront"]] });
        expect(await succeeds(project.up)).toMatch(/13 unchanged/);

        vendors.sentry.drift("projects", String(id), { slug: "renamed-by-hand", formerSlugs: ["web", "storefront"] });
        expect(await succeeds(project.refresh)).toMatch(/~ 1 updated/);
        expect(await succeeds(project.up)).not.toMatch(/replaced|deleted/);
        expect(objects(vendors)).toEqual({ ...before, projects: [[id, "storefront"]] });
      });
    },
    minutes(5),
  );
});

describeWithSpecs("a Sentry team whose owner is renamed, with the real CLI", () => {
  test(
    "keeps its id, and so do its projects, after the state has been renamed as documented",
    async () => {
      const vendors = await startVendors();
      await withProject(vendors, sentryOnly(vendors), async (project) => {
        await succeeds(project.up);
        const [before, teams] = [objects(vendors), vendors.sentry.objects.teams.map(({ id }) => id)];
        const urns = (await succeeds(() => project.pulumi(["stack", "--show-urns"]))).match(/urn:\S+:Team::team/g) ?? [];
        expect(urns).toHaveLength(1);

        await succeeds(() => project.pulumi(["state", "rename", urns[0] ?? "", "crew", "--yes"]));
        project.wanted = { ...project.wanted, team: "crew" };
        expect(await succeeds(project.up)).not.toMatch(/replaced|deleted|created/);
        expect(objects(vendors)).toEqual(before);
        expect(vendors.sentry.objects.teams.map(({ id, slug }) => [id, slug])).toEqual(teams.map((id) => [id, "shop-crew"]));
        expect(await succeeds(project.up)).toMatch(/13 unchanged/);
      });
    },
    minutes(5),
  );
});
