/**
 * Derives the address in a new environment from that of an existing one: `https://grafana.staging.example.com` in staging becomes
 * `https://grafana.qa.example.com` in qa. If the host does not contain the environment, the new id goes after its first label.
 * Hosts with a single label, like `localhost`, and IP addresses are not changed.
 */
export function likeAddress(address: string, like: string, id: string): string {
  const url = new URL(address);
  const words = url.hostname.split(".");
  if (words.length < 2 || /^[\d.:[\]]+$/.test(url.hostname)) return address;
  const at = words.indexOf(like);
  const host = at >= 0 ? words.with(at, id) : [words[0] ?? "", id, ...words.slice(1)];
  return address.replace(url.host, url.host.replace(url.hostname, host.join(".")));
}
