namespace Chat.Features.Statistics;

/// <summary>Keeps <see cref="UserStats"/>, in the transaction of each event.</summary>
public sealed partial class UserStatsProjection : SingleStreamProjection<UserStats, string>
{
    public override UserStats? Evolve(UserStats? snapshot, string id, IEvent e) =>
        e.Data is ISessionEvent change ? UserStats.Next(snapshot, id, change) : snapshot;
}
