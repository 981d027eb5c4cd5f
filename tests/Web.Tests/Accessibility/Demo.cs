namespace Web.Tests.Accessibility;

/// <summary>A user with conversations as people have them.</summary>
internal static class Demo
{
    private const string Answer =
        """
        The service restarts because its **health check** gives up too early. Three things help:

        1. Let the check wait for the schema.
        2. Count a `503` as *starting*, not as *dead*.
        3. Look at the last minute of the log:

        ```bash
        journalctl -u chat --since "1 minute ago" | grep -v health
        ```

        | Setting | Now | Better |
        | --- | ---: | ---: |
        | start period | 10 s | 60 s |
        | retries | 1 | 3 |

        > A check that fails once says little; three in a row say something.
        """;

    /// <returns>The conversation to look at.</returns>
    public static async Task<long> CreateAsync(ApiClient api)
    {
        foreach (var (title, type) in new[] { ("Plan of the week", "primary"), ("Papers about vector clocks", "research"), ("Where does this ticket go?", "router"), ("رسالة إلى الفريق", "primary") })
        {
            var other = await api.PostAsync(ApiClient.Base, new { title, agent_type = type });
            await api.SayAsync(other.Id, title);
        }
        var session = (await api.PostAsync(ApiClient.Base, new { title = "Why does the service restart?", agent_type = "log_analysis" })).Id;
        await api.SayAsync(session, "Our service restarts every two minutes since the last release. What should I look at first?");
        var answer = await api.PostAsync($"{ApiClient.Base}/{session}/messages", new { content = Answer, message_type = "assistant", agent_type = "log_analysis", metadata = new { tokens = 143 } });
        await api.PutAsync($"{ApiClient.Base}/{session}/messages/{answer.Id}/feedback", new { rating = "up", comment = "That was it" });
        await api.SayAsync(session, "Thank you! It was the start period. ¿Y si pasa otra vez? שלום");
        return session;
    }
}
