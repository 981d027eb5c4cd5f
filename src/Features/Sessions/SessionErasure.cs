namespace Chat.Features.Sessions;

/// <summary>
/// Removes sessions for good. One transaction removes them, their share of the statistics and their text in the events: no reader
/// finds anything any more. Their messages go in steps; a <see cref="PurgedSession"/> counts what is left.
/// </summary>
internal sealed class SessionErasure(IDocumentSession storage, CurrentUser user)
{
    private const long MessagesPerStep = 5_000;

    private static readonly SqlStatement
        OtherCreations = SqlStatement.Load("OtherCreations"),
        EraseEventTexts = SqlStatement.Load("EraseEventTexts", ("Types", string.Join(", ", TypesWithText.Select(type => $"'{type}'"))));

    private static readonly SqlStatement[] DeleteRows =
    [
        .. from table in FeaturesSetup.Documents
           where table.Text is { OfSessions: not null }
           select SqlStatement.Load("DeleteSessionRows", ("Table", table.Name), ("Rows", table.Text!.OfSessions!)),
    ];

    private static IEnumerable<string> TypesWithText => FeaturesSetup.Events.Where(e => e.Value.IsAssignableTo(typeof(ISessionText))).Select(e => e.Key);

    /// <summary>Erases sessions, and the first messages at once. Append the events to the user's stream, which must be locked.</summary>
    internal async Task<IReadOnlyList<SessionErased>> EraseAsync(IReadOnlyList<ChatSession> sessions, DateTimeOffset at, CancellationToken token)
    {
        var others = await RemoveAsync(sessions, MessagesPerStep, token);
        return
        [
            .. from session in sessions
               let left = others.GetValueOrDefault(session.AgentWord)
               select new SessionErased(
                   session.Id, session.AgentType, session.IsActive, session.MessageCount, left.Oldest, left.Newest, session.Internals.Up, session.Internals.Down, at),
        ];
    }

    /// <summary>Purges a session; all its messages are left to later steps. Append the event to the user's stream, which must be locked.</summary>
    internal async Task<SessionPurged> PurgeAsync(ChatSession session, DateTimeOffset at, CancellationToken token)
    {
        var left = (await RemoveAsync([session], messagesNow: 0, token)).GetValueOrDefault(session.AgentWord);
        return new SessionPurged(
            session.Id, session.AgentType, session.MessageCount, left.Oldest, left.Newest, at, session.Internals.Up, session.Internals.Down);
    }

    /// <summary>Deletes some messages of a removed session.</summary>
    /// <returns>How many.</returns>
    internal long DeleteSome(PurgedSession unfinished)
    {
        var left = Math.Max(0, unfinished.MessagesLeft - MessagesPerStep);
        MessageRows.DeleteBehind(storage, [unfinished.Id], left);
        if (left > 0)
            storage.Update(unfinished with { MessagesLeft = left });
        else
            storage.Delete<PurgedSession>(unfinished.Id);
        return unfinished.MessagesLeft - left;
    }

    private async Task<IReadOnlyDictionary<string, Creations>> RemoveAsync(IReadOnlyList<ChatSession> sessions, long messagesNow, CancellationToken token)
    {
        long[] ids = [.. sessions.Select(session => session.Id)];
        string[] agentTypes = [.. sessions.Select(session => session.AgentWord).Distinct()];
        var others = await storage.RowsAsync(OtherCreations, Creations.Of, token, ("tenant", user.Id), ("agent_types", agentTypes), ("sessions", ids));

        var (first, last) = (sessions.Min(session => session.Internals.FirstText), sessions.Max(session => session.Internals.LastText));
        storage.Queue(EraseEventTexts, ("tenant", user.Id), ("first", first), ("last", last), ("sessions", ids));
        // Drafts before deltas: an append holds the draft's row until its delta is committed.
        foreach (var delete in DeleteRows)
            storage.Queue(delete, ("tenant", user.Id), ("sessions", ids));
        DeleteFirst(sessions, messagesNow);
        return others.ToDictionary(left => left.AgentWord, StringComparer.Ordinal);
    }

    private void DeleteFirst(IReadOnlyList<ChatSession> sessions, long messagesNow)
    {
        var whole = new List<long>();
        foreach (var session in sessions)
        {
            var left = Math.Max(0, session.MessageCount - messagesNow);
            var now = session.MessageCount - left;
            messagesNow -= now;
            if (left > 0)
                storage.Insert(new PurgedSession { Id = session.Id, MessagesLeft = left });
            if (now > 0 && left > 0)
                MessageRows.DeleteBehind(storage, [session.Id], left);
            else if (now > 0)
                whole.Add(session.Id);
        }
        if (whole.Count > 0)
            MessageRows.DeleteBehind(storage, [.. whole], 0);
    }

    private readonly record struct Creations(string AgentWord, DateTimeOffset? Oldest, DateTimeOffset? Newest)
    {
        internal static Creations Of(NpgsqlDataReader row) =>
            new(row.GetString(0), row.GetFieldValue<DateTimeOffset>(1), row.GetFieldValue<DateTimeOffset>(2));
    }
}
