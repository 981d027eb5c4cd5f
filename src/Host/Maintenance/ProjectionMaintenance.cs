using System.Data;
using System.Diagnostics;
using Chat.Features.Sessions;
using Chat.Features.Shared.Json;
using Chat.Features.Statistics;

namespace Chat.Host.Maintenance;

/// <summary>
/// Rebuilds or verifies the projected documents user by user. A rebuild holds the user's lock: reads go on, that user's
/// commands wait or get a 503, all other users notice nothing. Cut off anywhere, it is simply run again.
/// </summary>
internal sealed class ProjectionMaintenance(IDocumentStore store, TextWriter output)
{
    private const int UsersAPage = 500;
    private const string NoTenant = "*DEFAULT*";
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(2);

    private const string NextUsers = """
        select tenant_id from mt_streams where tenant_id > ? and id = tenant_id order by tenant_id limit ?
        """;

    private const string VersionOf = """
        select version from mt_streams where tenant_id = ? and id = ?
        """;

    private readonly StoredUser _stored = new(ChatJson.Options);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _nextProgress = ProgressEvery;
    private (long Users, long Events, long Unknown, long Differences) _done;

    /// <summary>Writes every document that differs; returns how many.</summary>
    public async Task<long> RebuildAsync(string? user, CancellationToken token)
    {
        await foreach (var next in UsersAsync(user, token))
            await CountAsync(await RebuildOneAsync(next, token));
        await SummaryAsync("rebuilt", "documents mended");
        return _done.Differences;
    }

    /// <summary>Names every document that differs and writes nothing; returns how many.</summary>
    public async Task<long> VerifyAsync(string? user, CancellationToken token)
    {
        await foreach (var next in UsersAsync(user, token))
        {
            var (replay, differences) = await CompareOneAsync(next, token);
            foreach (var difference in differences)
                await output.WriteLineAsync($"differs: {difference.Document}{(difference.SessionId is { } id ? $" {id}" : "")} of user {difference.User}");
            await CountAsync((replay, differences.Count));
        }
        await SummaryAsync("verified", "documents differ");
        return _done.Differences;
    }

    private async Task<(UserReplay Replay, long Differences)> RebuildOneAsync(string user, CancellationToken token)
    {
        await using var storage = store.LightweightSession(user);
        var stream = await storage.Events.FetchForExclusiveWriting<UserStats>(user, token);
        var replay = await UserReplay.ReadAsync(storage, user, stream.StartingVersion ?? 0, token);
        // Without a stream there is no lock: what a first write stores meanwhile must stay.
        if (replay.Events == 0)
            return (replay, 0);
        var differences = await _stored.CompareAsync(storage, replay, token);
        foreach (var difference in differences)
        {
            if (difference.SessionId is not { } id)
                StoreOrDelete(storage, replay.Stats, () => storage.Delete<UserStats>(user));
            else
                StoreOrDelete(storage, replay.Sessions.GetValueOrDefault(id), () => storage.Delete<ChatSession>(id));
        }
        await storage.SaveChangesAsync(token);
        return (replay, differences.Count);
    }

    private async Task<(UserReplay Replay, IReadOnlyList<Difference> Differences)> CompareOneAsync(string user, CancellationToken token)
    {
        // One snapshot of events and documents, without a lock: the user goes on writing.
        await using var storage = store.LightweightSession(user, IsolationLevel.RepeatableRead);
        await storage.BeginTransactionAsync(token);
        var version = (await storage.QueryAsync<long>(VersionOf, token, user, user)).SingleOrDefault();
        var replay = await UserReplay.ReadAsync(storage, user, version, token);
        return (replay, await _stored.CompareAsync(storage, replay, token));
    }

    private static void StoreOrDelete<T>(IDocumentSession storage, T? document, Action delete) where T : class
    {
        if (document is null)
            delete();
        else
            storage.Store(document);
    }

    private async IAsyncEnumerable<string> UsersAsync(
        string? only, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
    {
        if (only is not null)
        {
            yield return only;
            yield break;
        }
        for (var last = ""; ;)
        {
            IReadOnlyList<string> page;
            await using (var storage = store.QuerySession(NoTenant))
                page = await storage.QueryAsync<string>(NextUsers, token, last, UsersAPage);
            foreach (var user in page)
                yield return user;
            if (page.Count < UsersAPage)
                yield break;
            last = page[^1];
        }
    }

    private async Task CountAsync((UserReplay Replay, long Differences) one)
    {
        _done = (_done.Users + 1, _done.Events + one.Replay.Events, _done.Unknown + one.Replay.UnknownEvents, _done.Differences + one.Differences);
        if (_clock.Elapsed < _nextProgress)
            return;
        _nextProgress = _clock.Elapsed + ProgressEvery;
        await output.WriteLineAsync($"… {_done.Users:N0} users, {_done.Events:N0} events, {Rate:N0} events/s");
    }

    private double Rate => _done.Events / Math.Max(_clock.Elapsed.TotalSeconds, 0.001);

    private async Task SummaryAsync(string verb, string differences)
    {
        if (_done.Unknown > 0)
            await output.WriteLineAsync($"warning: {_done.Unknown:N0} events are of types that this version does not know; they were passed over and kept");
        await output.WriteLineAsync(
            $"{verb} {_done.Users:N0} users from {_done.Events:N0} events in {_clock.Elapsed.TotalSeconds:N1} s ({Rate:N0} events/s); {_done.Differences:N0} {differences}");
    }
}
