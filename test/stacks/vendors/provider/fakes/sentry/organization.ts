import type { Handlers, State } from "./state";

const founded = "2024-01-01T00:00:00Z";

/** Returns the organisation's object. It is the response for the organisation, and a field in the response for a project. */
export const organizationBody = ({ organization, organizationId }: State): Readonly<Record<string, unknown>> => ({
  id: organizationId,
  slug: organization,
  name: organization,
  status: { id: "active", name: "active" },
  dateCreated: founded,
  isEarlyAdopter: false,
  require2FA: false,
  avatar: { avatarType: "letter_avatar", avatarUuid: null, avatarUrl: null },
  links: { organizationUrl: `https://${organization}.sentry.example`, regionUrl: "https://us.sentry.example" },
  hasAuthProvider: false,
  allowMemberInvite: true,
  allowMemberProjectCreation: true,
  allowSuperuserAccess: false,
  features: [],
  access: [],
  onboardingTasks: [],
});

export const organizationHandlers: Handlers = {
  getOrganization: ({ state }) => ({ status: 200, body: organizationBody(state) }),
};
