-- Signs in as one of LOAD_ACCOUNTS accounts, chosen at random, each with the password LOAD_PASSWORD.
dofile(os.getenv("LOAD_SCRIPTS") .. "/report.lua")

wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["X-Token-Delivery"] = "body"

local accounts, password = tonumber(os.getenv("LOAD_ACCOUNTS")), os.getenv("LOAD_PASSWORD")

function init()
  math.randomseed(number * 1000 + tonumber(os.getenv("LOAD_TURN")))
end

function request()
  local address = string.format("account-%04d@bench.example.com", math.random(accounts))
  return wrk.format(nil, nil, nil, '{"email":"' .. address .. '","password":"' .. password .. '"}')
end

verify(function(status, body)
  return status == 200 and body:find('"accessToken":"[^"]+"') and body:find('"refreshToken":"[^"]+"') and
    body:find('"tokenType":"Bearer"', 1, true) and body:find('"email":"account%-%d%d%d%d@bench%.example%.com"')
end)
