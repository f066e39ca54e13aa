/**
 * Derives an address for the new environment `id` from the address in the environment `like`. For example,
 * `https://grafana.staging.example.com` in staging becomes `https://grafana.qa.example.com` in qa. If no label of the host is `like`, the
 * new ID is inserted after the first label. IP addresses and hosts with a single label, like `localhost`, do not change.
 */
export function likeAddress(address: string, like: string, id: string): string {
  const url = new URL(address);
  const words = url.hostname.split(".");
  if (words.length < 2 || /^[\d.:[\]]+$/.test(url.hostname)) return address;
  const at = words.indexOf(like);
  const host = at >= 0 ? words.with(at, id) : [words[0] ?? "", id, ...words.slice(1)];
  return address.replace(url.host, url.host.replace(url.hostname, host.join(".")));
}
