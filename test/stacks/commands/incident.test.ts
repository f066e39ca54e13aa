import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { announce, resolve, type Said } from "../../../stacks/commands/incident/announce";
import { startAlertmanager } from "../../alert-rules/routes/alertmanager";
import { describeWith } from "../../support/tools";

const run = promisify(execFile);
const root = path.resolve(__dirname, "../../..");
const said: Said = { environment: "local", type: "outage", at: "2026-01-01T10:00:00.000Z" };
const firing = (alertname: string, system: string) => ({ labels: { alertname, system } });

test("an announcement is for the firing alert's system and reveals no internal details", () => {
  expect(announce({ ...said, alert: "ProbeFailed" }, [firing("ProbeFailed", "demo"), firing("RedisDown", "other")])).toEqual({
    environment: "local",
    system: "demo",
    at: "2026-01-01T10:00:00.000Z",
    type: "outage",
    message: "There is a disruption. We are working on it.",
    alert: "ProbeFailed",
    archived: false,
  });
});

test("an alert that does not fire or fires for several systems is refused, and the error lists the choices", () => {
  expect(() => announce({ ...said, alert: "ProbeFailed" }, [firing("RedisDown", "demo")])).toThrow(
    "--alert: ProbeFailed is not firing; firing now: RedisDown. To announce an incident without an alert, use --system instead of --alert.",
  );
  const both = [firing("ProbeFailed", "a"), firing("ProbeFailed", "b")];
  expect(() => announce({ ...said, alert: "ProbeFailed" }, both)).toThrow(
    "--alert: ProbeFailed is firing for a, b; choose one with --system.",
  );
  expect(announce({ ...said, alert: "ProbeFailed", system: "b" }, both).system).toBe("b");
  expect(() => announce(said, [])).toThrow("Give --alert <name> of a firing alert, or --system <id>.");
});

test("the end of an incident archives only the system's announcements, and adds an announcement of the end", () => {
  const announced = [announce({ ...said, system: "demo" }, []), announce({ ...said, system: "other" }, [])];
  const after = resolve(announced, { ...said, type: "operational", system: "demo", message: "Done" });
  expect(after.map(({ system, type, archived }) => [system, type, archived])).toEqual([
    ["demo", "outage", true],
    ["other", "outage", false],
    ["demo", "operational", false],
  ]);
  expect(() => resolve(after.slice(0, 1), { ...said, system: "demo" })).toThrow(
    "There is no current announcement for demo in local, so there is nothing to resolve.",
  );
});

describeWith("alertmanager", "npm run incident", (alertmanager) => {
  it("reads firing alerts from a real Alertmanager, shows the announcement, and changes nothing", async () => {
    const running = await startAlertmanager(alertmanager, "route: {receiver: none}\nreceivers: [{name: none}]\n", {}, "/run/secrets");
    try {
      await running.post([{ labels: { alertname: "ProbeFailed", system: "demo", service: "orders" } }]);
      const asked = ["announce", "--environment", "local", "--alert", "ProbeFailed", "--alertmanager", running.url, "--dry-run"];
      const { stdout } = await run("npm", ["run", "--silent", "incident", "--", ...asked], { cwd: root });
      expect(stdout).toBe(
        "outage on the status page of demo (local): There is a disruption. We are working on it.\nNothing was changed.\n",
      );
    } finally {
      await running.stop();
    }
  }, 120_000);
});
