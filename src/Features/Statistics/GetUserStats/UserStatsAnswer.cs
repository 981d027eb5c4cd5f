namespace Chat.Features.Statistics.GetUserStats;

/// <summary>A user's statistics as JSON.</summary>
public sealed class UserStatsAnswer(GetUserStatsResponse statistics) : JsonAnswer
{
    private static readonly JsonTypeInfo<GetUserStatsResponse> Json = (JsonTypeInfo<GetUserStatsResponse>)ChatJson.Options.GetTypeInfo(typeof(GetUserStatsResponse));

    protected override ReadOnlyMemory<byte>[] Parts() => [JsonSerializer.SerializeToUtf8Bytes(statistics, Json)];
}
