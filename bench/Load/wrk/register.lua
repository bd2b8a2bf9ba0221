-- Registers an address that nobody has: the turn's number, the thread's and a counter.
dofile(os.getenv("LOAD_SCRIPTS") .. "/report.lua")

wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"

local turn, password = os.getenv("LOAD_TURN"), os.getenv("LOAD_PASSWORD")
local count = 0

function request()
  count = count + 1
  local address = string.format("turn%s-%d-%d@load.example.com", turn, number, count)
  return wrk.format(nil, nil, nil, '{"email":"' .. address .. '","password":"' .. password .. '","displayName":"Ada Lovelace"}')
end

verify(function(status, body) return status == 202 and body == "" end)
