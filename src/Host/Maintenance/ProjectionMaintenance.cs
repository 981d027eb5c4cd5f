using System.Data;
using Chat.Features.Shared.Storage;

namespace Chat.Host.Maintenance;

/// <summary>Rebuilds or verifies projected documents user by user. After an interruption, run it again.</summary>
/// <remarks>A rebuild locks the user's stream: that user's commands wait or get a 503.</remarks>
internal sealed class ProjectionMaintenance(IDocumentStore store, CrossTenantQueries crossTenant, TextWriter output)
{
    private const string NextUsers = """
        select tenant_id from mt_streams where tenant_id > $1 and id = tenant_id order by tenant_id limit $2
        """;

    private const string VersionOf = """
        select version from mt_streams where tenant_id = ? and id = ?
        """;

    // Another stream follows when the user was erased.
    private const string BirthOf = """
        select created::text from mt_streams where tenant_id = ? and id = ?
        """;

    // A rebuild appends no event: a later stream timestamp invalidates what readers cached.
    private const string Touch = """
        update mt_streams set timestamp = greatest(now(), timestamp + interval '1 microsecond') where tenant_id = ? and id = ?
        """;

    // FeaturesSetup also has the names that upcasters read.
    private readonly string[] _known = [.. FeaturesSetup.Events.Keys.Union(store.Options.Events.AllKnownEventTypes().Select(type => type.EventTypeName), StringComparer.Ordinal)];
    private readonly MaintenanceProgress _progress = new(output);

    /// <returns>The number of documents that differed.</returns>
    public Task<long> RebuildAsync(string? user, CancellationToken token) => RunAsync(
        user, "rebuilt", "documents mended",
        // One transaction per part, to bound memory.
        async next =>
        {
            for (var after = 0L; after < long.MaxValue;)
                after = await RebuildPartAsync(next, after, token);
        },
        token);

    /// <returns>The number of documents that differ.</returns>
    public Task<long> VerifyAsync(string? user, CancellationToken token) => RunAsync(
        user, "verified", "documents differ",
        async next =>
        {
            // One snapshot of events and documents, without a lock.
            await using var storage = store.LightweightSession(next, IsolationLevel.RepeatableRead);
            await storage.BeginTenantTransactionAsync(token);
            for (var after = 0L; after < long.MaxValue;)
                after = await VerifyPartAsync(storage, next, after, token);
        },
        token);

    private async Task<long> RunAsync(string? only, string verb, string differences, Func<string, Task> work, CancellationToken token)
    {
        var users = only is null ? crossTenant.UsersAsync(NextUsers, token) : new[] { only }.ToAsyncEnumerable();
        await foreach (var user in users)
        {
            await work(user);
            _progress.UserDone();
        }
        return await _progress.SummaryAsync(verb, differences);
    }

    /// <returns>The last session of the part; <see cref="long.MaxValue"/> for the last part.</returns>
    private async Task<long> VerifyPartAsync(IDocumentSession storage, string user, long after, CancellationToken token)
    {
        var part = new UserReplay(user, _known, after);
        await part.ReadAsync(storage, await VersionAsync(storage, user, token), _progress, token);
        await foreach (var difference in part.CompareAsync(storage, withFolding: false, token))
            await _progress.DifferenceAsync(difference, user);
        return part.UpTo;
    }

    private async Task<long> RebuildPartAsync(string user, long after, CancellationToken token)
    {
        await using var storage = store.LightweightSession(user);
        await storage.BeginTenantTransactionAsync(token);
        var part = new UserReplay(user, _known, after);
        var born = await BirthAsync(storage, user, token);
        // Events never change: read most of them before locking the stream.
        await part.ReadAsync(storage, await VersionAsync(storage, user, token), _progress, token);
        var stream = await storage.Events.FetchForExclusiveWriting<UserStats>(user, token);
        // The user was erased meanwhile: what was read is gone.
        if (await BirthAsync(storage, user, token) != born)
            return after;
        await part.ReadAsync(storage, stream.StartingVersion ?? 0, _progress, token);
        // Without a stream there is no lock: a concurrent first write must stay.
        if (part.Events == 0)
            return part.UpTo;

        var isMended = false;
        await foreach (var difference in part.CompareAsync(storage, withFolding: true, token))
        {
            if (difference.SessionId is not { } id)
                Mend(storage, user, part.Stats);
            else
                Mend(storage, id, part.Sessions.GetValueOrDefault(id));
            _progress.CountDifference();
            isMended = true;
        }
        if (isMended)
            storage.QueueSqlCommand(Touch, user, user);
        await storage.SaveChangesAsync(token);
        return part.UpTo;
    }

    private static async Task<long> VersionAsync(IDocumentSession storage, string user, CancellationToken token) =>
        (await storage.QueryAsync<long>(VersionOf, token, user, user)).SingleOrDefault();

    private static async Task<string?> BirthAsync(IDocumentSession storage, string user, CancellationToken token) =>
        (await storage.QueryAsync<string>(BirthOf, token, user, user)).SingleOrDefault();

    private static void Mend(IDocumentSession storage, string user, UserStats? stats)
    {
        if (stats is null)
            storage.Delete<UserStats>(user);
        else
            storage.Store(stats);
    }

    private static void Mend(IDocumentSession storage, long id, ChatSession? session)
    {
        if (session is null)
            storage.Delete<ChatSession>(id);
        else
            storage.Store(session);
        SearchIndex.ReplaceTitle(storage, id, session?.Title ?? "", session?.CreatedAt ?? default);
    }
}
