import { z } from "zod";
import { Refusal } from "../http/answer";
import type { Team } from "./model";
import { badField, now, page, slugify, teamOf, type Handlers } from "./state";

const created = z.looseObject({ slug: z.string().nullish(), name: z.string().nullish() });
const changed = z.looseObject({ slug: z.string(), name: z.string().optional() });

const taken = "A team with this slug already exists.";

const body = ({ id, slug, name, dateCreated }: Team): Readonly<Record<string, unknown>> => ({
  id,
  slug,
  name,
  dateCreated,
  isMember: false,
  teamRole: null,
  flags: { "idp:provisioned": false },
  access: [],
  hasAccess: true,
  isPending: false,
  memberCount: 0,
  avatar: { avatarType: "letter_avatar", avatarUuid: null, avatarUrl: null },
});

export const teamHandlers: Handlers = {
  listOrganizationTeams: (call) => {
    const wanted = call.query.get("query");
    const slug = wanted?.match(/^slug:(.+)$/)?.[1];
    const matches = (team: Team): boolean => wanted === null || (slug === undefined ? team.slug.includes(wanted) : team.slug === slug);
    return page(call, call.state.teams.list().filter(matches).map(body));
  },

  createOrganizationTeam: ({ state, body: sent }) => {
    const { slug: asked, name } = created.parse(sent);
    const slug = asked ?? slugify(name ?? "");
    if (slug === "") throw badField("non_field_errors", "Name or slug is required");
    if (state.teams.find((team) => team.slug === slug) !== undefined) {
      throw new Refusal(409, { non_field_errors: [taken], detail: taken });
    }
    const team = { id: state.ids.next(), slug, name: name ?? slug, dateCreated: now() };
    return { status: 201, body: body(state.teams.put(team)) };
  },

  getTeam: (call) => ({ status: 200, body: body(teamOf(call)) }),

  updateTeam: (call) => {
    const { id } = teamOf(call);
    const { slug, name } = changed.parse(call.body);
    if (call.state.teams.find((team) => team.slug === slug && team.id !== id) !== undefined) {
      throw badField("slug", `The slug "${slug}" is already in use.`);
    }
    return { status: 200, body: body(call.state.teams.change(id, { slug, ...(name === undefined ? {} : { name }) })) };
  },

  deleteTeam: (call) => {
    const { id } = teamOf(call);
    call.state.teams.remove(id);
    for (const project of call.state.projects.list()) {
      call.state.projects.change(project.id, { teams: project.teams.filter((team) => team !== id) });
    }
    return { status: 204 };
  },
};
