-- Of twenty requests sixteen read a person, two one of the first five pages, one searches (the paths are the lines of the file LOAD_SEARCHES)
-- and one writes a profile; people are chosen at random. As LOAD_AUTHORIZATION.
dofile(os.getenv("LOAD_SCRIPTS") .. "/report.lua")
dofile(os.getenv("LOAD_SCRIPTS") .. "/people.lua")

wrk.headers["Authorization"] = os.getenv("LOAD_AUTHORIZATION")

local searches = {}
for path in io.lines(os.getenv("LOAD_SEARCHES")) do table.insert(searches, path) end

local pages, cycle = 5, 20
local count, listed, searched = 0, 0, 0

local function list()
  listed = listed % pages + 1
  ask("page " .. listed)
  return wrk.format("GET", "/api/v1/users?page=" .. listed .. "&pageSize=20")
end

local function search()
  searched = searched % #searches + 1
  ask("page 1")
  return wrk.format("GET", searches[searched])
end

function request()
  count = count % cycle + 1
  if count == 5 or count == 15 then return list() end
  if count == 10 then return search() end
  if count == 20 then return change_anybody() end
  return read_anybody()
end

verify(function(status, body)
  if status ~= 200 then return false end
  -- The product says too whether its total is an estimate.
  local page = body:match('^{"items":%[{"id":.*}%],"page":(%d),"pageSize":20,"total":%d+[%a:,"]*}$')
  if page then return answers("page " .. page) end
  local id, email, phone = person_of(body)
  return is_true_person(id, email) and (answers(id .. phone) or answers(id))
end)
