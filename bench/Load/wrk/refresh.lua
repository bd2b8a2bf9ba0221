-- Keeps the sessions alive whose refresh tokens are the lines of the file LOAD_TOKENS: each use brings the token for the next.
dofile(os.getenv("LOAD_SCRIPTS") .. "/report.lua")

wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"

-- A queue, so that the sessions take turns: there is one for every connection and one to spare, and an answer always comes before the
-- next request.
local tokens, first, last = {}, 1, 0

local function keep(token)
  last = last + 1
  tokens[last] = token
end

function init()
  local threads, line = tonumber(os.getenv("LOAD_THREADS")), 0
  for token in io.lines(os.getenv("LOAD_TOKENS")) do
    line = line + 1
    if line % threads == number % threads then keep(token) end
  end
end

function request()
  local token = tokens[first]
  tokens[first] = nil
  first = first + 1
  return wrk.format(nil, nil, nil, '{"refreshToken":"' .. token .. '"}')
end

function response(status, _, body)
  local token = status == 200 and body:match('"refreshToken":"([^"]+)"')
  if token then return keep(token) end
  if wrong == 0 then sample = status .. " " .. body:sub(1, 300) end
  wrong = wrong + 1
end
