using System.Text.Json;
using Chat.Bench.Load;

namespace Chat.Bench.Scenarios;

/// <summary>Checks one whole answer before the load, which checks the status only.</summary>
internal static class Probe
{
    /// <exception cref="BenchException">An answer is not what the scenario stands for.</exception>
    public static async Task CheckAsync(Api api, Scenario scenario, Filler filler, CancellationToken token)
    {
        var (bearer, session, message) = scenario.Targets(filler).All[0];
        var at = $"{Api.Base}/{session}";
        var holds = scenario.Request switch
        {
            "list" => Length(await api.GetAsync(bearer, $"{at}/messages?page_size=50", token), "messages") == 50,
            "get" => (await api.GetAsync(bearer, $"{at}?include_messages=false", token)).GetProperty("id").GetInt64() == session,
            "get_full" => Length(await api.GetAsync(bearer, at, token), "messages") >= Filler.MessagesEach,
            "sessions" => Length(await api.GetAsync(bearer, $"{Api.Base}?page_size=10", token), "sessions") == Filler.SessionsEach,
            "stats" => (await api.GetAsync(bearer, $"{Api.Base}/stats/user", token)).GetProperty("total_sessions").GetInt64() == Filler.SessionsEach,
            "append" => (await api.GetAsync(bearer, $"{at}/messages/{message}", token)).GetProperty("status").GetString() == "streaming",
            _ => true,
        };
        if (!holds)
            throw new BenchException($"{scenario.Name}: {api.Address} does not answer with what was filled in.");
    }

    private static int Length(JsonElement answer, string member) => answer.GetProperty(member).GetArrayLength();
}
