/**
 * An address of one environment as another one's: `https://grafana.staging.example.com` of staging is
 * `https://grafana.qa.example.com` of qa; where the host does not name the environment, the new one is put after its first word.
 * An address of the machine itself, or a number, stays as it is.
 */
export function likeAddress(address: string, like: string, id: string): string {
  const url = new URL(address);
  const words = url.hostname.split(".");
  if (words.length < 2 || /^[\d.:[\]]+$/.test(url.hostname)) return address;
  const at = words.indexOf(like);
  const host = at >= 0 ? words.with(at, id) : [words[0] ?? "", id, ...words.slice(1)];
  return address.replace(url.host, url.host.replace(url.hostname, host.join(".")));
}
