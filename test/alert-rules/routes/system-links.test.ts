import { roomForLinks } from "../../../alert-rules/routes/system-links";
import { CatalogueError } from "../../../exporters/model/problems";
import { loadCatalogue } from "../../../exporters/model/catalogue";
import { environments, owners, systems } from "../../fixtures/catalogue";
import { describeWith } from "../../support/tools";
import { line, Stage } from "./stage";
import { readable } from "./wire";

const title = 'Traces_of "jobs" <here>';
const url = "https://traces.example.com/projects/1?tab=jobs#newest";

const withLinks = (links: readonly { title: string; url: string }[]) =>
  loadCatalogue({ owners, environments, systems: systems.map((system) => (system.id === "magazine" ? { ...system, links } : system)) });

const alertOf = (system: string, environment: string) => ({
  alertname: "QueueDepthHigh",
  symptom: "queue-depth",
  severity: "critical",
  owner: "sites",
  service: "cms",
  system,
  environment,
});

describeWith("alertmanager", "the links of a system", (binary) => {
  it("are in every notification about the system, and in no other", async () => {
    const view = withLinks([{ title, url }]).view("production");
    await using stage = await Stage.inHours(binary, view);
    await stage.fire([alertOf("magazine", "linkedx"), alertOf("elsewhere", "plainx")]);
    const contacts = ["slack-sites-alerts", "discord-sites", "email-sites@example.com"];
    await stage.until(contacts.flatMap((contact) => [line("firing", contact, "linked"), line("firing", contact, "plain")]));
    const shown = { slack: `<${url}|`, discord: `](${url})`, email: `: ${url}` } as const;
    for (const contact of contacts) {
      const via = contact.split("-")[0] as keyof typeof shown;
      const { text } = readable(via, stage.texts(contact, "linked").at(-1) ?? "");
      expect({ contact, text }).toEqual({ contact, text: expect.stringContaining(shown[via]) as unknown });
      expect({ contact, links: stage.texts(contact, "plain").filter((other) => other.includes(url)) }).toEqual({ contact, links: [] });
    }
  }, 60_000);
});

describe("a link of a system", () => {
  const refusal = (link: { title: string; url: string }): string => {
    try {
      withLinks([link]);
      return "accepted";
    } catch (error) {
      if (error instanceof CatalogueError) return error.message;
      throw error;
    }
  };

  it("is refused if a message could not show it, or if it contains a secret", () => {
    expect(refusal({ title: "Traces", url })).toBe("accepted");
    expect(refusal({ title: "Traces", url: "https://traces.example.com/a|b" })).toMatch(
      /links\[0\]\.url: .* \| ends a link: write it in percent encoding/,
    );
    expect(refusal({ title: "Traces", url: "traces.example.com" })).toMatch(/links\[0\]\.url: .*expected a full URL/);
    expect(refusal({ title: "Traces", url: "https://traces.example.com/?token=abcdef123456" })).toMatch(/links\[0\]\.url: /);
    expect(refusal({ title: "Traces", url: `https://traces.example.com/${"a".repeat(200)}` })).toMatch(/at most 200/);
  });

  it("counts towards the length of a message", () => {
    expect(roomForLinks([{ id: "a", links: [] }])).toBe(0);
    expect(
      roomForLinks([
        { id: "a", links: [{ title: "ab", url: "https://c" }] },
        { id: "b", links: [] },
      ]),
    ).toBe(21);
  });
});
