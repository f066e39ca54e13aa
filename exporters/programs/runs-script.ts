import type { HashedRun } from "../model/runs";

/**
 * Maximum number of keys in Redis, and of hashes of one kind of run. Redis does nothing else while the script runs. If there are more, the
 * script returns nothing, because a part of the runs would be misleading.
 */
const keysInRedis = 50_000;
const hashesOfKind = 2_000;
/** Runs that ended longer ago, in seconds, do not count. */
const window = 900;

const luaText = (text: string): string => `"${text.replace(/[\\"]/g, "\\$&")}"`;
const luaSet = (texts: readonly string[]): string => `{ ${texts.map((text) => `[${luaText(text)}] = true`).join(", ")} }`;
const luaList = (texts: readonly string[]): string => `{ ${texts.map(luaText).join(", ")} }`;

const kindOf = (run: HashedRun): string => `  {
    name = ${luaText(`${run.service}/${run.name}`)}, keys = ${luaText(run.keys)},
    fields = ${luaList([run.status, run.requestedAt, run.startedAt, run.endedAt, run.category])},
    running = ${luaSet(run.running)}, success = ${luaSet(run.success)}, failure = ${luaSet(run.failure)},
    categories = ${luaList([...run.categories, "other"])},
  },`;

/**
 * Returns the Lua script that redis_exporter runs for runs of work whose status is in hashes. The script returns a flat list of names and
 * values. Each name begins with `<service>/<run>:`. `succeeded` and `failures@<category>` are the runs that ended in the last 15 minutes,
 * `running` those that run, `oldest_age_seconds` the time since the start of the oldest of them, and `duration_seconds` the 95th percentile
 * of the time from the request to the end of successful runs. `undated` counts ended runs without a time of their end, and running ones
 * without a time of their start. The clock of Redis is compared with the times that the application wrote.
 */
export const runsScript = (runs: readonly HashedRun[]): string => `-- GENERATED: DO NOT EDIT. Source: exporters/programs/runs-script.ts
local time = redis.call("TIME")
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local kinds = {
${runs.map(kindOf).join("\n")}
}
local out = {}
local function put(kind, name, value)
  out[#out + 1] = kind.name .. ":" .. name
  out[#out + 1] = string.format("%.3f", value)
end
-- Unix time in seconds or milliseconds, or ISO 8601. A time without a zone is in UTC.
local function moment(text)
  if not text then return nil end
  local number = tonumber(text)
  if number then return number > 100000000000 and number / 1000 or number end
  local year, month, day, hour, minute, second, zone =
    string.match(text, "^(%d%d%d%d)-(%d%d)-(%d%d)[T ](%d%d):(%d%d):(%d%d[.,]?%d*)(.*)$")
  if not year then return nil end
  local shift = 0
  if zone ~= "" and zone ~= "Z" then
    local sign, hours, minutes = string.match(zone, "^([+-])(%d%d):?(%d%d)$")
    if not sign then return nil end
    shift = (hours * 3600 + minutes * 60) * (sign == "-" and -1 or 1)
  end
  year, month, day = tonumber(year), tonumber(month), tonumber(day)
  if month <= 2 then year = year - 1 end
  local era = math.floor(year / 400)
  local of_era = year - era * 400
  local of_year = math.floor((153 * (month + (month > 2 and -3 or 9)) + 2) / 5) + day - 1
  local days = era * 146097 + of_era * 365 + math.floor(of_era / 4) - math.floor(of_era / 100) + of_year - 719468
  second = tonumber((string.gsub(second, ",", ".")))
  return days * 86400 + hour * 3600 + minute * 60 + second - shift
end
for _, kind in ipairs(kinds) do
  kind.failed, kind.durations = {}, {}
  kind.succeeded, kind.count, kind.oldest, kind.undated = 0, 0, 0, 0
  for _, category in ipairs(kind.categories) do kind.failed[category] = 0 end
end
local function read(kind, key)
  local hash = redis.pcall("HMGET", key, unpack(kind.fields))
  if hash.err then return end
  local status = hash[1]
  local requested, started, ended = moment(hash[2]), moment(hash[3]), moment(hash[4])
  if kind.running[status] then
    kind.count = kind.count + 1
    local start = started or requested
    if start then kind.oldest = math.max(kind.oldest, now - start) else kind.undated = kind.undated + 1 end
  elseif kind.success[status] or kind.failure[status] then
    if not ended then
      kind.undated = kind.undated + 1
    elseif now - ended < ${window} then
      if kind.success[status] then
        kind.succeeded = kind.succeeded + 1
        local start = requested or started
        if start then kind.durations[#kind.durations + 1] = math.max(0, ended - start) end
      else
        local category = kind.failed[hash[5]] and hash[5] or "other"
        kind.failed[category] = kind.failed[category] + 1
      end
    end
  end
end
if redis.call("DBSIZE") > ${keysInRedis} then return out end
for _, kind in ipairs(kinds) do
  local cursor, seen, found = "0", {}, 0
  repeat
    local page = redis.call("SCAN", cursor, "MATCH", kind.keys, "COUNT", 1000)
    cursor = page[1]
    for _, key in ipairs(page[2]) do
      if not seen[key] then
        seen[key], found = true, found + 1
        if found > ${hashesOfKind} then return {} end
        read(kind, key)
      end
    end
  until cursor == "0"
end
for _, kind in ipairs(kinds) do
  put(kind, "running", kind.count)
  put(kind, "oldest_age_seconds", kind.oldest)
  put(kind, "succeeded", kind.succeeded)
  for _, category in ipairs(kind.categories) do put(kind, "failures@" .. category, kind.failed[category]) end
  put(kind, "undated", kind.undated)
  table.sort(kind.durations)
  if #kind.durations > 0 then put(kind, "duration_seconds", kind.durations[math.ceil(0.95 * #kind.durations)]) end
end
return out
`;
