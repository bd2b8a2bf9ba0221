-- Several addresses in turn, with the header that LOAD_AUTHORIZATION names. Each line of the file LOAD_PATHS is a path, a tab and the file
-- with the one answer to it.
dofile(os.getenv("LOAD_SCRIPTS") .. "/report.lua")

wrk.headers["Authorization"] = os.getenv("LOAD_AUTHORIZATION")

local paths, expected, asked, count = {}, {}, {}, 0
for line in io.lines(os.getenv("LOAD_PATHS")) do
  local path, answer = line:match("([^\t]*)\t([^\t]*)")
  local file = assert(io.open(answer, "rb"))
  table.insert(paths, path)
  expected[#paths] = file:read("*a")
  asked[expected[#paths]] = 0
  file:close()
end

function request()
  count = count % #paths + 1
  asked[expected[count]] = asked[expected[count]] + 1
  return wrk.format(nil, paths[count])
end

-- Some connection of the thread must have asked for it; answers come in another order than requests go.
verify(function(status, body)
  if status ~= 200 or (asked[body] or 0) == 0 then return false end
  asked[body] = asked[body] - 1
  return true
end)
