-- The people of the file LOAD_PEOPLE (id, address, name, given and family name, separated by tabs), chosen at random, and what a verifying
-- turn remembers of them: what was asked for and not answered yet, by any connection of the thread.
local people, addresses = {}, {}
for line in io.lines(os.getenv("LOAD_PEOPLE")) do
  local id, email, name, given, family = line:match("([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)")
  table.insert(people, { id = id, name = name, given = given, family = family })
  addresses[id] = email
end

local turn = os.getenv("LOAD_TURN")
local is_verifying = os.getenv("LOAD_VERIFY")
local asked, written = {}, 0

function init()
  math.randomseed(number * 1000 + tonumber(turn))
end

function ask(what)
  if is_verifying then asked[what] = (asked[what] or 0) + 1 end
end

-- Whether somebody waits for this.
function answers(what)
  if (asked[what] or 0) == 0 then return false end
  asked[what] = asked[what] - 1
  return true
end

-- A request for somebody.
function read_anybody()
  local person = people[math.random(#people)]
  ask(person.id)
  return wrk.format("GET", "/api/v1/users/" .. person.id)
end

local write_headers

-- A request that gives somebody another phone number, which nobody had before.
function change_anybody()
  if not write_headers then
    write_headers = { ["Content-Type"] = "application/json", ["If-Match"] = "*" }
    for name, value in pairs(wrk.headers) do write_headers[name] = value end
  end
  local person = people[math.random(#people)]
  written = written + 1
  local phone = string.format("+49%d%04d%07d", number, turn, written)
  ask(person.id .. phone)
  return wrk.format("PUT", "/api/v1/users/" .. person.id, write_headers, string.format(
    '{"displayName":"%s","givenName":"%s","familyName":"%s","phone":"%s","locale":"de-DE","timeZone":"Europe/Berlin"}',
    person.name, person.given, person.family, phone))
end

local shape = '^{"id":"([%x-]+)","email":"([^"]+)","displayName":"[^"]+","givenName":.-,"familyName":.-,"phone":(.-),"locale":.-,' ..
  '"timeZone":.-,"avatarUrl":.-,"status":"%l+","roles":%[.-%],"createdAt":"[^"]+","updatedAt":"[^"]+","lastSeenAt":.-,"version":%d+}$'

-- The id, the address and the phone number of a body that has all that a person has, or nothing.
function person_of(body)
  local id, email, phone = body:match(shape)
  return id, email, phone and phone:gsub("\\u002[bB]", "+"):gsub('"', "")
end

-- Whether it is the person of that id.
function is_true_person(id, email)
  return id ~= nil and addresses[id] == email
end
