-- Asks for tokens as the hub does, of fifty users in turn, and says at the end what came of it.

local questions, turn = {}, 0

function init()
  for number = 1, 50 do
    local headers = {
      ["Content-Type"] = "application/json",
      ["Cookie"] = "session=0123456789abcdef0123456789abcdef",
      ["Origin"] = "https://app.example.com",
      ["Sec-Fetch-Site"] = "same-origin",
      ["X-Requested-With"] = "versori-hub",
      ["X-Session"] = "user-" .. number,
    }
    questions[number] = wrk.format("POST", "/versori/token", headers, "{}")
  end
end

function request()
  turn = turn % #questions + 1
  return questions[turn]
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.timeout + errors.status
  print(string.format("result %d %d %d %d %d", summary.requests - errors.status, failed,
    summary.duration, latency:percentile(50), latency:percentile(99)))
end
