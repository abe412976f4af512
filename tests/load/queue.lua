-- Posts one body again and again; the last line is what queue.sh reads.
local function read(name)
  local file = assert(io.open(os.getenv("LOAD_DIR") .. "/" .. name))
  local text = file:read("*a")
  file:close()
  return text
end

wrk.method = "POST"
wrk.body = read("body.json")
wrk.headers["content-type"] = "application/json"
for name, value in read("headers"):gmatch("([^\n]-): ([^\n]+)") do
  wrk.headers[name] = value
end

function done(summary, latency)
  local e = summary.errors
  local failed = e.connect + e.read + e.write + e.status + e.timeout
  io.write(string.format("RESULT %d %.3f %.3f %.3f %d\n", summary.requests,
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000, failed))
end
