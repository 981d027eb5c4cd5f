using Chat.Features.Shared.Notifications;

namespace Chat.Host.Live;

/// <summary>Tells other hosts, by NOTIFY, whose data changed here. A poll every two seconds makes up for lost notifications.</summary>
/// <remarks>Not within the commits: NOTIFY makes all commits wait for each other.</remarks>
internal sealed class ChangeRelay(
    string connectionString, UserChanges changes, NpgsqlDataSource pool, CrossTenantQueries crossTenant, ILoggerFactory loggers)
    : BackgroundService
{
    /// <summary>Its payload is the sending host's tag, then tags of users, 16 hexadecimal digits each.</summary>
    public const string Channel = "chat_changes";
    private const int TagDigits = 16;
    private const int TagsANotification = (7_999 / TagDigits) - 1; // Postgres allows less than 8,000 bytes.

    private const string Notify = $"select pg_notify('{Channel}', $1)";

    private const string Moved = """
        select seen.id from unnest($1::varchar[], $2::bigint[]) as seen(id, version)
        left join mt_streams s on s.tenant_id = seen.id and s.id = seen.id where coalesce(s.version, 0) <> seen.version
        """;

    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(25), BetweenLooks = TimeSpan.FromSeconds(2), BetweenTries = TimeSpan.FromMilliseconds(300);

    // Ignores its own notifications: readers of this host woke at the commit.
    private readonly string _self = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TagDigits / 2));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        RepeatAsync(ListenAsync, stoppingToken), RepeatAsync(TellAsync, stoppingToken), RepeatAsync(LookAsync, stoppingToken));

    /// <summary>Restarts the work when the database was away, which <see cref="StorageWatch"/> logs.</summary>
    private static async Task RepeatAsync(Func<CancellationToken, Task> work, CancellationToken token)
    {
        while (true)
        {
            try
            {
                await work(token);
            }
            catch (Exception) when (!token.IsCancellationRequested)
            {
                await Task.Delay(BetweenTries, token);
            }
        }
    }

    private async Task ListenAsync(CancellationToken token)
    {
        await using var own = new ConnectionPool(connectionString + ";Pooling=false", loggers);
        await using var connection = await own.Connections.OpenConnectionAsync(token);
        connection.Notification += (_, notification) => Hear(notification.Payload);
        await using (var listen = new NpgsqlCommand($"listen {Channel}", connection))
            await listen.ExecuteNonQueryAsync(token);
        // Notifications before LISTEN are lost.
        foreach (var watch in changes.Watches)
            watch.Wake();
        while (true)
            await connection.WaitAsync(token);
    }

    private void Hear(string payload)
    {
        if (payload.StartsWith(_self, StringComparison.Ordinal))
            return;
        for (var at = TagDigits; at + TagDigits <= payload.Length; at += TagDigits)
        {
            if (ulong.TryParse(payload.AsSpan(at, TagDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var tag))
                changes.Wake(tag);
        }
    }

    private async Task TellAsync(CancellationToken token)
    {
        while (await changes.ToTell.WaitToReadAsync(token))
        {
            await Task.Delay(Gathering, token);
            var users = new HashSet<ulong>();
            while (changes.ToTell.TryRead(out var tag))
                users.Add(tag);
            foreach (var tags in users.Chunk(TagsANotification))
                await TellAsync(tags, token);
        }
    }

    private async Task TellAsync(ulong[] tags, CancellationToken token)
    {
        await using var batch = pool.CreateBatch();
        // Until the end of the batch, which is a transaction: notifications need not survive a crash.
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select set_config('synchronous_commit', 'off', true)"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Notify)
        {
            Parameters = { new() { Value = _self + string.Concat(tags.Select(tag => tag.ToString("x16", CultureInfo.InvariantCulture))) } },
        });
        await batch.ExecuteNonQueryAsync(token);
    }

    private async Task LookAsync(CancellationToken token)
    {
        while (true)
        {
            await Task.Delay(BetweenLooks, token);
            var watches = changes.Watches;
            // Deltas do not change the version.
            foreach (var watch in watches.Where(watch => watch.IsGrowing))
                watch.Wake();
            foreach (var some in watches.Chunk(5_000))
            {
                var users = some.Select(watch => watch.User).ToArray();
                foreach (var user in await crossTenant.UserIdsAsync(Moved, token, users, some.Select(watch => watch.Version).ToArray()))
                    changes.Wake(UserChanges.TagOf(user));
            }
        }
    }
}
