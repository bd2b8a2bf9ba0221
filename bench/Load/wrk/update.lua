-- Writes the profiles of people chosen at random, each time with a phone number that nobody had before, as LOAD_AUTHORIZATION.
dofile(os.getenv("LOAD_SCRIPTS") .. "/report.lua")
dofile(os.getenv("LOAD_SCRIPTS") .. "/people.lua")

wrk.headers["Authorization"] = os.getenv("LOAD_AUTHORIZATION")

request = change_anybody

verify(function(status, body)
  local id, email, phone = person_of(body)
  return status == 200 and is_true_person(id, email) and answers(id .. phone)
end)
