/**
 * Maximum number of jobs that the script reads per queue, beginning with those that became due first. Running jobs beyond this number would
 * count as waiting.
 */
const looked = 1000;

const luaText = (text: string): string => `"${text.replace(/[\\"]/g, "\\$&")}"`;

/**
 * Returns the Lua script that redis_exporter runs for queues of arq 0.26. The script returns a flat list of names and values.
 * `<queue>:waiting` counts jobs that are due and not running. `<queue>:oldest_age_seconds` is the time since the oldest waiting job became
 * due. `<queue>:completed` and `<queue>:failed` come from the key `<queue>:health-check`, and are left out while that key does not exist. A
 * set `<queue>:workers` in Redis may contain names of workers, each with a key `<queue>:health-check:<name>`; the totals of a worker are
 * `<queue>:completed@<name>` and `<queue>:failed@<name>`. The result `<queue>:workers` is the number of health-check keys that exist.
 * Without permission to read the set, the script reads only `<queue>:health-check`.
 */
export function arqScript(queues: readonly string[]): string {
  return `-- GENERATED: DO NOT EDIT. Source: exporters/programs/arq-script.ts
local time = redis.call("TIME")
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local out = {}
local function put(name, value)
  out[#out + 1] = name
  out[#out + 1] = tostring(value)
end
for _, queue in ipairs({ ${[...queues].sort().map(luaText).join(", ")} }) do
  local due = redis.call("ZCOUNT", queue, "-inf", now)
  local jobs = redis.call("ZRANGEBYSCORE", queue, "-inf", now, "WITHSCORES", "LIMIT", 0, ${looked})
  local running, oldest = 0, 0
  for i = 1, #jobs, 2 do
    if redis.call("EXISTS", "arq:in-progress:" .. jobs[i]) == 1 then
      running = running + 1
    elseif oldest == 0 then
      oldest = (now - tonumber(jobs[i + 1])) / 1000
    end
  end
  put(queue .. ":waiting", due - running)
  put(queue .. ":oldest_age_seconds", oldest)
  local live = 0
  local function totals(key, worker)
    local health = redis.call("GET", key)
    if not health then return end
    live = live + 1
    put(queue .. ":completed" .. worker, string.match(health, "j_complete=(%d+)") or 0)
    put(queue .. ":failed" .. worker, string.match(health, "j_failed=(%d+)") or 0)
  end
  totals(queue .. ":health-check", "")
  local seen = {}
  for _, name in ipairs(redis.pcall("SMEMBERS", queue .. ":workers")) do
    local worker = "@" .. string.gsub(name, "[^%w._-]", "_")
    if not seen[worker] then totals(queue .. ":health-check:" .. name, worker) end
    seen[worker] = true
  end
  put(queue .. ":workers", live)
end
return out
`;
}
