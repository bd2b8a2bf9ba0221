-- One address again and again, with the header that LOAD_AUTHORIZATION names; every answer is the text in the file LOAD_EXPECTED.
dofile(os.getenv("LOAD_SCRIPTS") .. "/report.lua")

wrk.headers["Authorization"] = os.getenv("LOAD_AUTHORIZATION")

local file = assert(io.open(os.getenv("LOAD_EXPECTED"), "rb"))
local expected = file:read("*a")
file:close()

verify(function(status, body) return status == 200 and body == expected end)
