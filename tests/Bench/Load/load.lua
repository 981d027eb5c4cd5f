-- wrk script. BENCH_TARGETS holds TOKEN<TAB>ID lines; BENCH_REQUEST is a name in `requests` below.
local kind, file = os.getenv("BENCH_REQUEST"), os.getenv("BENCH_TARGETS")
local base = "/api/v1/chat-sessions"
local message = '{"content":"' .. ("lorem ipsum dolor sit amet "):rep(10)
  .. '","message_type":"assistant","agent_type":"primary","metadata":{"model":"m","tokens":42}}'
local session = '{"title":"A session of the bench","agent_type":"primary","metadata":{"n":1}}'

-- Forty words of a vocabulary of 20,000, a few of them often; or as many characters without a word.
local function words()
  local text = {}
  for n = 1, 40 do text[n] = "w" .. math.floor(20000 * math.random() ^ 4) end
  return table.concat(text, " ")
end
local function post(id, content)
  return "POST", base .. "/" .. id .. "/messages", '{"content":"' .. content .. '","message_type":"assistant","agent_type":"primary","metadata":{"model":"m","tokens":42}}'
end

local requests = {
  post_words = function(id) return post(id, words()) end,
  post_wordless = function(id) return post(id, (words():gsub("[a-z0-9]", "."))) end,
  post = function(id) return "POST", base .. "/" .. id .. "/messages", message end,
  list = function(id) return "GET", base .. "/" .. id .. "/messages?page_size=50" end,
  get = function(id) return "GET", base .. "/" .. id .. "?include_messages=false" end,
  get_full = function(id) return "GET", base .. "/" .. id end,
  sessions = function() return "GET", base .. "?page_size=10" end,
  stats = function() return "GET", base .. "/stats/user" end,
  create = function() return "POST", base, session end,
  -- The id names a session and a message in it.
  append = function(id) return "PATCH", base .. "/" .. id .. "/append", '{"delta":"a few more"}' end,
}

-- The same call, each time with a key of its own; see `request`.
requests.post_keyed = requests.post

-- As long as a key: the seconds, the thread and the number of the call.
local placeholder, run, calls = ("x"):rep(24), "", 0
local threads = 0
function setup(thread)
  threads = threads + 1
  thread:set("seed", threads * 7919)
end

-- All requests are made beforehand, so that the load generator takes as little of the machine as it can.
local ready = {}
function init()
  math.randomseed(seed + os.time())
  run = string.format("%07d%05d", os.time() % 10000000, seed % 100000)
  for line in io.lines(file) do
    local token, id = line:match("^(%S+)\t(%S+)$")
    local method, path, body = requests[kind](id)
    local headers = { ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json" }
    if kind == "post_keyed" then headers["Idempotency-Key"] = placeholder end
    ready[#ready + 1] = wrk.format(method, path, headers, body)
  end
end

function request()
  local text = ready[math.random(#ready)]
  if kind ~= "post_keyed" then return text end
  calls = calls + 1
  return (text:gsub(placeholder, string.format("%s%012d", run, calls), 1))
end

function done(summary, latency)
  local e = summary.errors
  print(string.format('RESULT {"requests":%d,"microseconds":%d,"p50":%d,"p99":%d,"not_ok":%d,"socket_errors":%d}',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), e.status, e.connect + e.read + e.write + e.timeout))
end
