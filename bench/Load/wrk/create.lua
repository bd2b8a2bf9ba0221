-- Invites an address that nobody has: the turn's number, the thread's and a counter; as LOAD_AUTHORIZATION.
dofile(os.getenv("LOAD_SCRIPTS") .. "/report.lua")
dofile(os.getenv("LOAD_SCRIPTS") .. "/people.lua")

wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = os.getenv("LOAD_AUTHORIZATION")

local turn = os.getenv("LOAD_TURN")
local count = 0

function request()
  count = count + 1
  local address = string.format("turn%s-%d-%d@load.example.com", turn, number, count)
  ask(address)
  return wrk.format(nil, nil, nil, '{"email":"' .. address .. '","displayName":"Ada Lovelace"}')
end

verify(function(status, body)
  local _, email = person_of(body)
  return status == 201 and email ~= nil and answers(email)
end)
