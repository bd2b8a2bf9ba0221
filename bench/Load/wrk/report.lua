-- What every load has in common: numbered threads, a check of each answer when LOAD_VERIFY is set, and the results as one line of JSON.

-- As the proxy in front says that ends TLS.
wrk.headers["X-Forwarded-Proto"] = "https"

local threads = {}

function setup(thread)
  table.insert(threads, thread)
  thread:set("number", #threads)
  thread:set("wrong", 0)
  thread:set("sample", "")
end

-- verify(is_right): is_right(status, body) judges every answer. Only a verifying turn pays for that.
function verify(is_right)
  if not os.getenv("LOAD_VERIFY") then return end
  function response(status, _, body)
    if is_right(status, body) then return end
    if wrong == 0 then sample = status .. " " .. body:sub(1, 300) end
    wrong = wrong + 1
  end
end

local function quoted(text)
  return '"' .. text:gsub('[%c"\\]', function(c) return string.format("\\u%04x", c:byte()) end) .. '"'
end

function done(summary, latency)
  local mismatches, example = 0, ""
  for _, thread in ipairs(threads) do
    mismatches = mismatches + thread:get("wrong")
    if example == "" then example = thread:get("sample") end
  end
  local errors = summary.errors
  print(string.format(
    '\nload: {"requests":%d,"microseconds":%d,"bytes":%d,"connect":%d,"read":%d,"write":%d,"timeout":%d,"status":%d,' ..
    '"p50":%d,"p90":%d,"p95":%d,"p99":%d,"max":%d,"mismatches":%d,"example":%s}',
    summary.requests, summary.duration, summary.bytes, errors.connect, errors.read, errors.write, errors.timeout, errors.status,
    latency:percentile(50), latency:percentile(90), latency:percentile(95), latency:percentile(99), latency.max, mismatches, quoted(example)))
end
