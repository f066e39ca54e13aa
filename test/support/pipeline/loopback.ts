import { freePort, loopback } from "../free-port";

/** Replaces addresses of the stack's network with loopback addresses. A free port is chosen when an address is first used. */
export class Loopback {
  private readonly ports = new Map<string, number>();

  /** Returns the local port for `<program>:<port>`. */
  async port(program: string, port: number): Promise<number> {
    const key = `${program}:${port}`;
    const known = this.ports.get(key) ?? (await freePort());
    this.ports.set(key, known);
    return known;
  }

  /** Whether this object chose the port. The address is then a loopback address already. */
  private chosen(port: string | undefined): boolean {
    return [...this.ports.values()].includes(Number(port));
  }

  async url(program: string, port: number): Promise<string> {
    return `http://${loopback}:${await this.port(program, port)}`;
  }

  /** Returns a program's configuration whose listen addresses and addresses of `peers` are loopback addresses with free ports. */
  async configuration(program: string, config: object, peers: Readonly<Record<string, readonly number[]>> = {}): Promise<string> {
    let text = JSON.stringify(config);
    for (const [, port = ""] of [...text.matchAll(/"0\.0\.0\.0:(\d+)"/g)])
      text = text.replaceAll(`"0.0.0.0:${port}"`, `"${loopback}:${await this.port(program, Number(port))}"`);
    for (const [, port = ""] of [...text.matchAll(/"127\.0\.0\.1:([1-9]\d*)"/g)].filter(([, port]) => !this.chosen(port)))
      text = text.replaceAll(`"127.0.0.1:${port}"`, `"${loopback}:${await this.port(program, Number(port))}"`);
    for (const [all, port = ""] of [...text.matchAll(/"host":"0\.0\.0\.0","port":(\d+)/g)])
      text = text.replace(all, `"host":"${loopback}","port":${await this.port(program, Number(port))}`);
    for (const [peer, ports] of Object.entries(peers))
      for (const port of ports) text = text.replaceAll(`${peer}:${port}`, `${loopback}:${await this.port(peer, port)}`);
    return text;
  }
}
