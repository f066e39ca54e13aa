import Redis from "ioredis";
import { Client } from "pg";
import { postgresConnectionFailed, redisConnectionFailed } from "../../exporters/catalogue/connection-patterns";
import { eightServices } from "../../exporters/catalogue/systems/eight-services";

/** An address of this machine at which nothing listens. */
const nowhere = "127.0.0.99";
/** A name that no resolver knows. */
const unknown = "postgres.invalid";

const failureOfPostgres = async (host: string): Promise<string> => {
  try {
    await new Client({ host, port: 5432 }).connect();
    return "connected";
  } catch (error) {
    return String(error);
  }
};
const failureOfRedis = (host: string): Promise<string> =>
  new Promise((done) => {
    const client = new Redis({ host, port: 6379, retryStrategy: () => null, lazyConnect: true });
    client.on("error", (error: Error) => done(error.message));
    client.connect().catch(() => undefined);
  });

const matches = (pattern: { readonly matches: string }, text: string): boolean => new RegExp(pattern.matches).test(text);

describe("ES-6, failed connections of clients", () => {
  it("the errors of real clients for PostgreSQL and Redis match the pattern of their server, and not the other", async () => {
    const postgres = [await failureOfPostgres(nowhere), await failureOfPostgres(unknown)];
    const redis = [await failureOfRedis(nowhere), await failureOfRedis(unknown.replace("postgres", "redis"))];
    expect(postgres.filter((text) => !matches(postgresConnectionFailed(), text))).toEqual([]);
    expect(redis.filter((text) => !matches(redisConnectionFailed(), text))).toEqual([]);
    expect([
      ...postgres.filter((text) => matches(redisConnectionFailed(), text)),
      ...redis.filter((text) => matches(postgresConnectionFailed(), text)),
    ]).toEqual([]);
  });

  it.each([
    [postgresConnectionFailed, 'connection to server at "postgres" (10.0.0.7), port 5432 failed: Connection refused'],
    [postgresConnectionFailed, 'could not translate host name "postgres" to address: Name or service not known'],
    [postgresConnectionFailed, "[Errno 111] Connect call failed ('10.0.0.7', 5432)"],
    [postgresConnectionFailed, "FATAL:  sorry, too many clients already"],
    [postgresConnectionFailed, "Connection terminated unexpectedly"],
    [redisConnectionFailed, "Error 111 connecting to redis:6379. Connection refused."],
    [redisConnectionFailed, "Error -2 connecting to redis:6379. Name or service not known."],
    [redisConnectionFailed, "Timeout connecting to server"],
    [redisConnectionFailed, "ERR max number of clients reached"],
  ])("%p matches an error of a Python client or of the server: %s", (pattern, text) => {
    expect(matches(pattern(), text)).toBe(true);
  });

  it.each([
    "connected to postgres:5432",
    "connecting to redis:6379",
    "connect ECONNREFUSED 10.0.0.9:54321",
    "connect ECONNREFUSED 10.0.0.9:8080",
    "getaddrinfo ENOTFOUND api.example.com",
    "a client closed the connection",
  ])("matches no other text: %s", (text) => {
    expect([postgresConnectionFailed(), redisConnectionFailed()].filter((pattern) => matches(pattern, text))).toEqual([]);
  });

  it("every service that depends on PostgreSQL or Redis has the pattern of the server", () => {
    const clients = eightServices.services.filter((service) => "dependsOn" in service);
    for (const server of ["postgres", "redis"]) {
      const dependents = clients.filter(({ dependsOn }) => (dependsOn as readonly string[]).includes(server));
      expect(dependents.length).toBeGreaterThanOrEqual(4);
      for (const service of dependents) {
        const patterns = "logs" in service ? service.logs.patterns.map(({ name }) => name) : [];
        expect([service.name, patterns]).toEqual([service.name, expect.arrayContaining([`${server}-connection-failed`])]);
      }
    }
  });
});
