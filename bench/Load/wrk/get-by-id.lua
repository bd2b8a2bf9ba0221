-- Reads people of the directory, chosen at random, with the header that LOAD_AUTHORIZATION names.
dofile(os.getenv("LOAD_SCRIPTS") .. "/report.lua")
dofile(os.getenv("LOAD_SCRIPTS") .. "/people.lua")

wrk.headers["Authorization"] = os.getenv("LOAD_AUTHORIZATION")

request = read_anybody

verify(function(status, body)
  local id, email = person_of(body)
  return status == 200 and is_true_person(id, email) and answers(id)
end)
