import { randomBytes } from "node:crypto";
import { z } from "zod";
import { Refusal } from "../http/answer";
import { filterDefaults } from "./filters";
import { newKey } from "./keys";
import type { Project, ProjectSettings, Team } from "./model";
import { projectExtras } from "./extras";
import { defaultSettings, detailedBody, listedBody, summaryBody } from "./project-body";
import { defaultDetectors } from "./default-detectors";
import { badField, now, page, projectOf, slugify, teamOf, type Handlers, type State } from "./state";

const created = z.looseObject({
  name: z.string(),
  slug: z.string().nullish(),
  platform: z.string().nullish(),
  default_rules: z.boolean().default(true),
});
const named = z.looseObject({ name: z.string().optional(), slug: z.string().optional(), platform: z.string().nullish() });
const settings = projectExtras.extend({
  isBookmarked: z.boolean().optional(),
  subjectPrefix: z.string().optional(),
  subjectTemplate: z.string().optional(),
  resolveAge: z
    .number()
    .nullish()
    .transform((hours) => (hours === null ? 0 : hours)),
  highlightContext: z.record(z.string(), z.unknown()).optional(),
  highlightTags: z.array(z.string()).optional(),
  enableAutoReleaseCreation: z.boolean().optional(),
  scmSourceContextEnabled: z.boolean().optional(),
});

/** The first words of the platforms that Sentry supports. */
const platforms =
  /^(android|apple|bun|capacitor|cloudflare|cordova|dart|deno|dotnet|electron|elixir|flutter|go|java|javascript|kotlin|native|node|other|php|powershell|python|react|ruby|rust|unity|unreal)(-[a-z0-9-]+)?$/;

const taken = "A project with this slug already exists.";

/** Converts lines to the form that Sentry stores: trimmed, without empty lines, and in lower case except for error messages. */
function cleanOptions(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const clean = (key: string, text: string): string =>
    text
      .split("\n")
      .map((line) => (key === "filters:error_messages" ? line : line.toLowerCase()).trim())
      .filter((line) => line !== "")
      .join("\n");
  return Object.fromEntries(Object.entries(options).map(([key, value]) => [key, typeof value === "string" ? clean(key, value) : value]));
}

function checkPlatform(platform: string | null | undefined): void {
  if (typeof platform === "string" && !platforms.test(platform)) throw badField("platform", "Invalid platform");
}

/**
 * The slug of a project that is created without a slug. The server chooses a free slug, so sending the same request twice creates two
 * projects.
 */
function freeSlug(state: State, name: string): string {
  const base = slugify(name);
  const used = (slug: string): boolean => state.projects.find((project) => project.slug === slug) !== undefined;
  return used(base) ? `${base}-${randomBytes(2).toString("hex")}` : base;
}

function create(state: State, team: Team, sent: z.infer<typeof created>): Project {
  checkPlatform(sent.platform);
  if (typeof sent.slug === "string" && state.projects.find(({ slug }) => slug === sent.slug) !== undefined) {
    throw new Refusal(409, { non_field_errors: [taken], detail: taken });
  }
  const dateCreated = now();
  const project = state.projects.put({
    id: state.ids.next(),
    slug: sent.slug ?? freeSlug(state, sent.name),
    name: sent.name,
    platform: sent.platform ?? null,
    dateCreated,
    teams: [team.id],
    settings: defaultSettings,
    filters: filterDefaults,
    spikeProtection: false,
    ownership: {
      raw: "",
      fallthrough: true,
      autoAssignment: "Auto Assign to Issue Owner",
      codeownersAutoSync: true,
      dateCreated,
      lastUpdated: dateCreated,
    },
  });
  state.keys.put(newKey(project.id, { name: "Default" }));
  defaultDetectors(state, project, sent.default_rules);
  return project;
}

export const projectHandlers: Handlers = {
  createTeamProject: (call) => ({
    status: 201,
    body: listedBody(call.state, create(call.state, teamOf(call), created.parse(call.body))),
  }),

  listOrganizationProjects: (call) => {
    const wanted = call.query.get("query");
    const slug = wanted?.match(/^slug:(.+)$/)?.[1];
    const matches = (project: Project): boolean =>
      wanted === null || (slug === undefined ? project.slug.includes(wanted) || project.name.includes(wanted) : project.slug === slug);
    const found = call.state.projects.list().filter(matches);
    return page(
      call,
      found.map((project) => listedBody(call.state, project)),
    );
  },

  getProject: (call) => ({ status: 200, body: detailedBody(call.state, projectOf(call)) }),

  updateProject: (call) => {
    const { state } = call;
    const project = projectOf(call);
    const { name, slug, platform, ...rest } = named.parse(call.body);
    checkPlatform(platform);
    if (slug !== undefined && state.projects.find((other) => other.slug === slug && other.id !== project.id) !== undefined) {
      throw badField("slug", `Another project (${slug}) is already using that slug`);
    }
    const changes = Object.fromEntries(Object.entries(settings.parse(rest)).filter(([, value]) => value !== undefined));
    const options = { ...project.settings.options, ...cleanOptions(z.record(z.string(), z.unknown()).parse(changes["options"] ?? {})) };
    const changed = state.projects.change(project.id, {
      ...(name === undefined ? {} : { name }),
      ...(slug === undefined || slug === project.slug ? {} : { slug, formerSlugs: [...(project.formerSlugs ?? []), project.slug] }),
      ...(platform === undefined ? {} : { platform }),
      settings: { ...project.settings, ...(changes as Partial<ProjectSettings>), options },
    });
    return { status: 200, body: detailedBody(state, changed) };
  },

  deleteProject: (call) => {
    const { state } = call;
    const { id } = projectOf(call);
    state.projects.remove(id);
    for (const key of state.keys.list()) if (key.project === id) state.keys.remove(key.id);
    for (const detector of state.detectors.list()) if (detector.project === id) state.detectors.remove(detector.id);
    const left = new Set(state.detectors.list().map((detector) => detector.id));
    for (const workflow of state.workflows.list()) {
      state.workflows.change(workflow.id, { detectorIds: workflow.detectorIds.filter((detector) => left.has(detector)) });
    }
    return { status: 204 };
  },

  addProjectTeam: (call) => {
    const project = projectOf(call);
    const { id } = teamOf(call);
    const changed = call.state.projects.change(project.id, { teams: [...new Set([...project.teams, id])] });
    return { status: 201, body: summaryBody(call.state, changed) };
  },

  deleteProjectTeam: (call) => {
    const project = projectOf(call);
    const { id } = teamOf(call);
    const changed = call.state.projects.change(project.id, { teams: project.teams.filter((team) => team !== id) });
    return { status: 200, body: summaryBody(call.state, changed) };
  },
};
