import { SpanKind, SpanStatusCode, type Tracer } from "@opentelemetry/api";
import { Pool, type PoolClient, type QueryResultRow } from "pg";
import { integer, secret, text, type Env } from "../env";
import { messageOf } from "../log";
import { withTraceparent } from "./sql-comment";

/** Acquire timeout in milliseconds: the maximum time that a caller waits for a connection. */
export const acquireTimeoutMs = 2000;

/**
 * A connection pool that reports acquire timeouts and creates a span for each statement, except those that begin and end transactions.
 * PostgreSQL gets the span's ID with the statement.
 */
export class Database {
  readonly max: number;
  readonly name: string;
  private readonly pool: Pool;

  /** Creates the pool. `onTimeout` is called for every acquire timeout, `onError` for every idle connection that breaks. */
  constructor(
    env: Env,
    private readonly tracer: Tracer,
    private readonly onTimeout: () => void,
    onError: (message: string) => void,
  ) {
    this.max = integer(env, "DATABASE_POOL_MAX", 10);
    this.name = text(env, "DATABASE_POOL_NAME", "orders");
    this.pool = new Pool({
      host: text(env, "DATABASE_HOST"),
      port: integer(env, "DATABASE_PORT", 5432),
      database: text(env, "DATABASE_NAME", "orders"),
      user: text(env, "DATABASE_USER", "app"),
      password: secret(env, "DATABASE_PASSWORD_FILE"),
      application_name: "orders",
      max: this.max,
      connectionTimeoutMillis: acquireTimeoutMs,
      idleTimeoutMillis: 30_000,
      query_timeout: 10_000,
      keepAlive: true,
    });
    // A broken idle connection, e.g. after a server restart, must not crash the process.
    this.pool.on("error", (error) => onError(error.message));
    // A connection that breaks between two statements must not crash the process either. The next statement on that connection fails.
    this.pool.on("connect", (client) => client.on("error", () => undefined));
  }

  /** Current numbers of idle connections, used connections, and callers that wait for a connection. */
  usage(): { idle: number; used: number; pending: number } {
    return { idle: this.pool.idleCount, used: this.pool.totalCount - this.pool.idleCount, pending: this.pool.waitingCount };
  }

  /** Returns a connection. The caller must release it. */
  async acquire(): Promise<PoolClient> {
    try {
      return await this.pool.connect();
    } catch (error) {
      if (/timeout/i.test(messageOf(error))) this.onTimeout();
      throw error;
    }
  }

  /** Runs one statement on a connection from the pool. `summary` is the span's name, such as `SELECT orders`. */
  async query<Row extends QueryResultRow>(summary: string, sql: string, values: unknown[] = []): Promise<Row[]> {
    return this.withClient((client) => this.run<Row>(client, summary, sql, values));
  }

  /** Runs `work` in a transaction. `work` calls `run` to execute a statement in the transaction. */
  async transaction<T>(
    work: (run: <Row extends QueryResultRow>(summary: string, sql: string, values?: unknown[]) => Promise<Row[]>) => Promise<T>,
  ): Promise<T> {
    return this.withClient(async (client) => {
      await client.query("BEGIN");
      try {
        const result = await work((summary, sql, values = []) => this.run(client, summary, sql, values));
        await client.query("COMMIT");
        return result;
      } catch (error) {
        await client.query("ROLLBACK");
        throw error;
      }
    });
  }

  async end(): Promise<void> {
    await this.pool.end();
  }

  private async withClient<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.acquire();
    let broken = true;
    try {
      const result = await work(client);
      broken = false;
      return result;
    } catch (error) {
      // After an error from the server, the connection is usually still usable. After any other error, such as a timeout, the connection
      // may be unusable.
      broken = !(error instanceof Error && "severity" in error);
      throw error;
    } finally {
      client.release(broken);
    }
  }

  private async run<Row extends QueryResultRow>(client: PoolClient, summary: string, sql: string, values: unknown[]): Promise<Row[]> {
    const attributes = {
      "db.system.name": "postgresql",
      "db.namespace": "orders",
      "db.query.summary": summary,
      // The statement has placeholders instead of values, so it contains no data of customers.
      "db.query.text": sql.trim(),
      "peer.service": "postgres",
    };
    return this.tracer.startActiveSpan(summary, { kind: SpanKind.CLIENT, attributes }, async (span) => {
      try {
        return (await client.query<Row>(withTraceparent(sql), values)).rows;
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR, message: messageOf(error) });
        throw error;
      } finally {
        span.end();
      }
    });
  }
}
