using System.Data;
using Chat.Features.Shared.Storage;

namespace Chat.Host.Maintenance;

/// <summary>
/// Rebuilds or verifies the projected documents user by user. A rebuild holds the user's lock: reads go on, that user's
/// commands wait or get a 503, all other users notice nothing. Cut off anywhere, it is simply run again.
/// </summary>
internal sealed class ProjectionMaintenance(IDocumentStore store, CrossTenantQueries crossTenant, TextWriter output)
{
    private const string NextUsers = """
        select tenant_id from mt_streams where tenant_id > $1 and id = tenant_id order by tenant_id limit $2
        """;

    private const string VersionOf = """
        select version from mt_streams where tenant_id = ? and id = ?
        """;

    // No event tells of what a rebuild mends: the stream's time does, which is later than before whatever the clock says.
    private const string Touch = """
        update mt_streams set timestamp = greatest(now(), timestamp + interval '1 microsecond') where tenant_id = ? and id = ?
        """;

    // Those that upcasters read are under the names here; the store knows the names of what it writes.
    private readonly string[] _known = [.. FeaturesSetup.Events.Keys.Union(store.Options.Events.AllKnownEventTypes().Select(type => type.EventTypeName), StringComparer.Ordinal)];
    private readonly MaintenanceProgress _progress = new(output);

    /// <summary>Writes every document that differs; returns how many.</summary>
    public Task<long> RebuildAsync(string? user, CancellationToken token) => RunAsync(
        user, "rebuilt", "documents mended",
        // Part by part, each in a transaction of its own: what a user has may be more than memory should hold.
        async next =>
        {
            for (var after = 0L; after < long.MaxValue;)
                after = await RebuildPartAsync(next, after, token);
        },
        token);

    /// <summary>Names every document that differs and writes nothing; returns how many.</summary>
    public Task<long> VerifyAsync(string? user, CancellationToken token) => RunAsync(
        user, "verified", "documents differ",
        async next =>
        {
            // One snapshot of events and documents, without a lock: the user goes on writing.
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
        await foreach (var difference in part.CompareAsync(storage, token))
            await _progress.DifferenceAsync(difference, user);
        return part.UpTo;
    }

    /// <returns>The last session of the part; <see cref="long.MaxValue"/> for the last part.</returns>
    private async Task<long> RebuildPartAsync(string user, long after, CancellationToken token)
    {
        await using var storage = store.LightweightSession(user);
        await storage.BeginTenantTransactionAsync(token);
        var part = new UserReplay(user, _known, after);
        // Events stay as they are, so that most of a long stream is read before the user's commands have to wait.
        await part.ReadAsync(storage, await VersionAsync(storage, user, token), _progress, token);
        var stream = await storage.Events.FetchForExclusiveWriting<UserStats>(user, token);
        await part.ReadAsync(storage, stream.StartingVersion ?? 0, _progress, token);
        // Without a stream there is no lock: what a first write stores meanwhile must stay.
        if (part.Events == 0)
            return part.UpTo;

        var isMended = false;
        await foreach (var difference in part.CompareAsync(storage, token))
        {
            if (difference.SessionId is not { } id)
                StoreOrDelete(storage, part.Stats, () => storage.Delete<UserStats>(user));
            else
                StoreOrDelete(storage, part.Sessions.GetValueOrDefault(id), () => storage.Delete<ChatSession>(id));
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

    private static void StoreOrDelete<T>(IDocumentSession storage, T? document, Action delete) where T : class
    {
        if (document is null)
            delete();
        else
            storage.Store(document);
    }
}
