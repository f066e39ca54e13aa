import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { describeWith } from "../../support/tools";
import { madeUpCopy } from "./copy";

const copy = madeUpCopy();
afterAll(() => copy.remove());

/** The file that a user writes to add Microsoft Teams. */
const teams = `import { z } from "zod";
import { nameSchema } from "../model/name";
import { object } from "../model/object";
import { callOfUrl } from "../programs/calls";
import type { Medium, ReceiverType } from "./model";

const schema = object({ via: z.literal("teams"), room: nameSchema });

const medium: Medium = {
  strong: (text) => \`__\${text}__\`,
  link: (text, url) => \`[\${text}](\${url})\`,
  between: " / ",
  escape: (text) => \`(html \${text})\`,
  room: 4321,
};

/** A channel in Microsoft Teams, notified by a workflow's webhook. */
export const teams = {
  via: "teams",
  schema,
  key: "room",
  secret: true,
  text: ({ room }) => \`Teams \${room}\`,
  egress: () => callOfUrl("https://teams.example.com/"),
  alertmanager: {
    field: "msteamsv2_configs",
    sender: ({ message, secretFile }) => ({
      send_resolved: true,
      webhook_url_file: secretFile(),
      title: message.title(medium),
      text: message.body(medium),
    }),
  },
  operator: {
    field: "msteamsv2Configs",
    sender: ({ send_resolved, webhook_url_file, ...same }, { secret }) => ({
      ...same,
      sendResolved: send_resolved,
      webhookURL: secret(webhook_url_file),
    }),
  },
  demoPath: ({ room }) => \`teams/\${room}\`,
} as const satisfies ReceiverType<z.output<typeof schema>>;
`;

interface Seen {
  readonly refused: string[];
  readonly secret: string;
  readonly localAddress: string;
  readonly calls: unknown[];
  readonly alertmanager: string;
  readonly operations: string;
}
let seen: Seen;

beforeAll(async () => {
  copy.write("exporters/receivers/teams.ts", teams);
  await copy.render();
  await copy.typeCheck();
  seen = (await copy.look("test/engine/made-up/receiver-look.ts")) as Seen;
}, 900_000);

test("adding a receiver type takes one file", () => {
  expect(copy.touched()).toEqual(["exporters/receivers/teams.ts"]);
});

test("the catalogue accepts a contact of the new type, and an error about a misspelt type suggests it", () => {
  expect(seen.refused[0]).toContain('did you mean "teams"?');
  expect(seen.refused[1]).toContain("room");
});

test("the address of a new contact is a separate secret, and the local stack uses a path of the demo receiver", () => {
  expect(seen.secret).toBe("teams-shop");
  expect(seen.localAddress).toBe("http://receiver:8080/teams/shop");
});

test("Alertmanager's network policy allows connections to the new type's vendor", () => {
  expect(seen.calls).toContainEqual({ host: "teams.example.com", port: 443 });
});

test("the receiver is rendered with the new type's markup, escaping and maximum message size", () => {
  const { receivers } = parse(seen.alertmanager) as { receivers: { name: string; msteamsv2_configs?: Record<string, unknown>[] }[] };
  const [sender] = receivers.find(({ name }) => name === "shop-critical")?.msteamsv2_configs ?? [];
  expect(sender).toMatchObject({ send_resolved: true, webhook_url_file: "/run/secrets/monitoring/teams-shop" });
  expect(sender?.["text"]).toContain("(lt (len $used) 4321)");
  expect(sender?.["text"]).toContain("__{{ $summary }}__");
  expect(sender?.["text"]).toMatch(/\$summary := \(html \(/);
});

test("the operations document names the new contact", () => {
  expect(seen.operations).toContain("| Teams shop | Teams shop | Teams shop |");
});

describeWith("amtool", "amtool", (amtool) => {
  test("accepts the rendered configuration", () => {
    const file = path.join(copy.root, "made-up-alertmanager.yml");
    writeFileSync(file, seen.alertmanager);
    expect(execFileSync(amtool, ["check-config", file], { encoding: "utf8" })).toContain("SUCCESS");
  });
});
