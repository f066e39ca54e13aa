import { appendFile, copyFile, mkdtemp, rename, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import type { Cleanup } from "../../../../exporters/contracts/recorder/harness/cleanup";
import { freePort, loopback } from "../../../../support/free-port";
import { start } from "../../../../exporters/contracts/recorder/harness/process";
import { python } from "../../../../exporters/contracts/recorder/harness/python";
import { run } from "../../../../../stacks/supply/command";
import { openWire } from "./wire";

/** An event that Bugsink stored, in Sentry's format. */
export type StoredEvent = Readonly<Record<string, unknown>>;

/** A running Bugsink, which is a server that accepts events from Sentry's SDKs. */
export interface Bugsink {
  /** The DSN of each project, for applications. */
  readonly dsns: Readonly<Record<string, string>>;
  /** The Python interpreter with Bugsink, Sentry's SDK and FastAPI. */
  readonly python: string;
  /** All received envelopes, as text. */
  readonly envelopes: readonly string[];
  /** All stored events of a project, oldest first. */
  events(project: string): Promise<StoredEvent[]>;
  /** The content of all tables in Bugsink's database, as text. */
  stored(): Promise<string>;
}

const readEvents = `
import json, sqlite3, sys
rows = sqlite3.connect(sys.argv[1]).execute(
    "SELECT data FROM events_event WHERE project_id = (SELECT id FROM projects_project WHERE name = ?) ORDER BY digested_at", sys.argv[2:])
print(json.dumps([json.loads(data) for (data,) in rows]))`;

const dump = `
import sqlite3, sys
for line in sqlite3.connect(sys.argv[1]).iterdump():
    if line.startswith("INSERT INTO"):
        print(line)`;

const makeProjects = (names: readonly string[]): string => `
import json
from projects.models import Project
from teams.models import Team
team = Team.objects.create(name="shop")
print("DSNS" + json.dumps({name: Project.objects.create(name=name, team=team).dsn for name in ${JSON.stringify(names)}}))`;

/** Creates an empty database. Migrations run once per list of pinned packages, because they take about 10 s of CPU time. */
async function emptyDatabase(manage: (...args: string[]) => Promise<string>, bin: string, folder: string): Promise<void> {
  const kept = path.join(path.dirname(bin), "../bugsink.sqlite3");
  const database = path.join(folder, "db.sqlite3");
  if (!existsSync(kept)) {
    await manage("migrate", "--verbosity", "0");
    await copyFile(database, `${kept}.new`);
    await rename(`${kept}.new`, kept);
  }
  await copyFile(kept, database);
}

/** Starts Bugsink on loopback with these projects. `cleanup` stops and removes it. `say` prints a line when packages are installed. */
export async function startBugsink(cleanup: Cleanup, projects: readonly string[], say: (line: string) => void): Promise<Bugsink> {
  const bin = await python(say, path.join(__dirname, "requirements.txt"));
  const folder = await mkdtemp(path.join(tmpdir(), "bugsink-"));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  const port = await freePort();
  const wire = await openWire(cleanup, port);
  const script = (name: string): string => path.join(path.dirname(bin), name);
  const manage = (...args: string[]): Promise<string> => run(script("bugsink-manage"), args, { cwd: folder });

  await run(script("bugsink-create-conf"), ["--template=local", "--host", loopback, "--port", String(wire.port)], { cwd: folder });
  const settings = [
    `DATABASES["default"]["NAME"] = "${folder}/db.sqlite3"`,
    `BUGSINK["PHONEHOME"] = False`,
    "DEBUG = False",
    `ALLOWED_HOSTS = ["*"]`,
  ];
  await appendFile(path.join(folder, "bugsink_conf.py"), `\n${settings.join("\n")}\n`);
  await emptyDatabase(manage, bin, folder);
  const made = /^DSNS(.*)$/m.exec(await manage("shell", "-c", makeProjects(projects)))?.[1];
  if (made === undefined) throw new Error("Bugsink made no projects");

  const url = `http://${loopback}:${port}`;
  const args = ["--bind", `${loopback}:${port}`, "--workers", "1", "--threads", "4", "bugsink.wsgi"];
  await start(cleanup, "Bugsink", script("gunicorn"), args, { ready: `${url}/health/ready`, cwd: folder });
  const ask = (program: string, ...more: string[]): Promise<string> => run(bin, ["-c", program, path.join(folder, "db.sqlite3"), ...more]);
  return {
    dsns: z.record(z.string(), z.string()).parse(JSON.parse(made)),
    python: bin,
    envelopes: wire.envelopes,
    events: async (project) => z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(await ask(readEvents, project))),
    stored: () => ask(dump),
  };
}
