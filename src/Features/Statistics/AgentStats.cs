namespace Chat.Features.Statistics;

/// <summary>A user's numbers for one agent type.</summary>
/// <param name="Total">Sessions, inactive ones included.</param>
/// <param name="Active">Active sessions.</param>
/// <param name="Messages">Messages in all sessions.</param>
/// <param name="Oldest">The first creation of a session.</param>
/// <param name="Newest">The last creation of a session.</param>
/// <param name="Up">Messages with the feedback <c>up</c>. Left out of the JSON while 0, so that documents from before there was feedback stay right.</param>
/// <param name="Down">Messages with the feedback <c>down</c>; left out like <paramref name="Up"/>.</param>
public sealed record AgentStats(
    long Total,
    long Active,
    long Messages,
    DateTimeOffset? Oldest,
    DateTimeOffset? Newest,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Up = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Down = 0)
{
    internal static AgentStats None { get; } = new(0, 0, 0, null, null);

    internal AgentStats WithSession(bool isActive, DateTimeOffset createdAt) => this with
    {
        Total = Total + 1,
        Active = Active + (isActive ? 1 : 0),
        Oldest = Oldest is { } oldest && oldest < createdAt ? oldest : createdAt,
        Newest = Newest is { } newest && newest > createdAt ? newest : createdAt,
    };

    internal AgentStats WithMessages(CopiedMessages messages) => this with
    {
        Messages = Messages + messages.Total,
        Up = Up + messages.Up,
        Down = Down + messages.Down,
    };
}
