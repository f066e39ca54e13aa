import type { OwnerInput } from "../model/owners-schema";

const office: OwnerInput["workingHours"] = {
  timeZone: "Europe/Berlin",
  days: ["monday", "tuesday", "wednesday", "thursday", "friday"],
  from: "08:00",
  to: "18:00",
};

/** The teams that own services. Replace these examples with your own teams. */
export const owners = [
  {
    id: "platform",
    title: "Platform",
    contacts: {
      critical: [
        { via: "pagerduty", service: "platform" },
        { via: "slack", channel: "platform-alerts" },
      ],
      warning: [
        { via: "slack", channel: "platform-alerts" },
        { via: "email", to: "platform@example.com" },
      ],
      info: [{ via: "slack", channel: "platform-info" }],
    },
  },
  {
    id: "shop",
    title: "Shop (demo)",
    contacts: {
      critical: [
        { via: "pagerduty", service: "shop" },
        { via: "slack", channel: "shop-alerts" },
      ],
      warning: [{ via: "slack", channel: "shop-alerts" }],
      info: [{ via: "slack", channel: "shop-info" }],
    },
  },
  {
    id: "ai-platform",
    title: "AI platform",
    contacts: {
      critical: [
        { via: "pagerduty", service: "ai-platform" },
        { via: "slack", channel: "ai-platform-alerts" },
      ],
      warning: [
        { via: "slack", channel: "ai-platform-alerts" },
        { via: "email", to: "ai-platform@example.com" },
      ],
      info: [{ via: "slack", channel: "ai-platform-info" }],
    },
    workingHours: office,
  },
  {
    id: "journal",
    title: "Trading journal",
    contacts: {
      critical: [
        { via: "slack", channel: "journal-alerts" },
        { via: "pagerduty", service: "journal" },
      ],
      warning: [
        { via: "slack", channel: "journal-alerts" },
        { via: "email", to: "journal@example.com" },
      ],
      info: [{ via: "slack", channel: "journal-info" }],
    },
  },
  {
    id: "feedback",
    title: "Soulcaster",
    contacts: {
      critical: [
        { via: "slack", channel: "feedback-alerts" },
        { via: "pagerduty", service: "feedback" },
      ],
      warning: [{ via: "slack", channel: "feedback-alerts" }],
      info: [{ via: "slack", channel: "feedback-info" }],
    },
  },
  {
    id: "integrations",
    title: "Eight services",
    contacts: {
      critical: [
        { via: "pagerduty", service: "integrations" },
        { via: "slack", channel: "integrations-alerts" },
      ],
      warning: [{ via: "slack", channel: "integrations-alerts" }],
      info: [{ via: "slack", channel: "integrations-info" }],
    },
    workingHours: office,
  },
  {
    id: "sites",
    title: "Site builder",
    contacts: {
      critical: [
        { via: "slack", channel: "sites-alerts" },
        { via: "email", to: "sites@example.com" },
        { via: "discord", channel: "sites" },
      ],
      warning: [
        { via: "slack", channel: "sites-alerts" },
        { via: "email", to: "sites@example.com" },
      ],
      info: [{ via: "slack", channel: "sites-info" }],
    },
    pager: false,
  },
] as const satisfies readonly OwnerInput[];
