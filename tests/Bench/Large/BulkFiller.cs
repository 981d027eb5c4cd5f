using System.Diagnostics;
using System.Text.Json;
using Chat.Bench.Load;
using Chat.Features.Messages;
using Chat.Features.Search;
using Chat.Features.Sessions;
using Chat.Features.Shared;
using Chat.Features.Shared.Storage;
using Chat.Features.Shared.Time;
using Chat.Features.Statistics;
using Chat.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Bench.Large;

/// <summary>Writes users through the service's own store: the same events, documents and projections, some hundred at a time.</summary>
internal sealed class BulkFiller : IAsyncDisposable
{
    private const int Batch = 250;
    private static readonly TimeSpan s_progressEvery = TimeSpan.FromSeconds(5);
    private static readonly JsonElement s_metadata = JsonElement.Parse("""{"model":"m","tokens":42}""");

    private readonly WebApplication _chat;
    private readonly IDocumentStore _store;
    private readonly DateTimeOffset _start = TimeProvider.System.UtcNowMicroseconds().AddDays(-1);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _nextProgress = s_progressEvery;
    private long _written;

    /// <summary>Writes to a database whose tables exist.</summary>
    public BulkFiller(string connectionString)
    {
        _chat = ChatHost.Build([], builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:Chat"] = connectionString,
            ["JWT_SECRET_KEY"] = Tokens.Key,
        }));
        _store = _chat.Services.GetRequiredService<IDocumentStore>();
        // A batch is longer than a call of the service, and may meet a checkpoint.
        ((DocumentStore)_store).Options.CommandTimeout = 120;
    }

    /// <summary>Messages written so far.</summary>
    public long Messages { get; private set; }

    /// <summary>One new user, with sessions and, in the first of them, messages.</summary>
    /// <param name="user">The user.</param>
    /// <param name="sessions">How many sessions.</param>
    /// <param name="messages">How many messages.</param>
    /// <param name="token">Gives up.</param>
    /// <param name="content">The text of a message by its sequence; null for the same text each time.</param>
    public async Task<LargeUser> UserAsync(string user, int sessions, int messages, CancellationToken token, Func<int, string>? content = null)
    {
        var ids = new List<long>(sessions);
        for (var from = 0; from < sessions; from += Batch)
        {
            var size = Math.Min(Batch, sessions - from);
            ids.AddRange(await SessionsAsync(user, from, size, active: from + size > sessions - LargeData.LikeSessions, token));
        }
        for (var from = 0; from < messages; from += Batch)
            await MessagesAsync(user, ids[0], from, Math.Min(Batch, messages - from), content, token);
        return new LargeUser(user, ids, messages);
    }

    public ValueTask DisposeAsync() => _chat.DisposeAsync();

    /// <summary>Sessions of all agent types in turns; only the last ones of a user are active, as the limit would have it.</summary>
    private async Task<List<long>> SessionsAsync(string user, int from, int size, bool active, CancellationToken token)
    {
        await using var storage = _store.LightweightSession(user);
        await storage.BeginTenantTransactionAsync(token);
        var stream = await storage.Events.FetchForExclusiveWriting<UserStats>(user, token);
        var ids = new List<long>(size);
        for (var n = from; n < from + size; n++)
        {
            var id = await storage.NextSequenceValueAsLong(ChatSession.IdSequence, token);
            ids.Add(id);
            var title = n % 1_000 == 7 ? $"The {LargeData.RareWord} in session {n}" : $"Session {n} about logs, deployments and the rest";
            stream.AppendOne(new SessionCreated(
                id, title, (AgentType)(n % 4), active && n >= from + size - LargeData.LikeSessions, s_metadata, _start.AddMilliseconds(n)));
        }
        await storage.SaveChangesAsync(token);
        Progress(size);
        return ids;
    }

    private async Task MessagesAsync(string user, long session, int from, int size, Func<int, string>? content, CancellationToken token)
    {
        var sequence = _store.Storage.Database.Sequences.SequenceFor(typeof(ChatMessage));
        await using var storage = _store.LightweightSession(user);
        await storage.BeginTenantTransactionAsync(token);
        var stream = await storage.Events.FetchForExclusiveWriting<UserStats>(user, token);
        for (var place = from + 1; place <= from + size; place++)
        {
            var message = new ChatMessage
            {
                Id = sequence.NextLong(),
                SessionId = session,
                Content = content is null ? Filler.Content : content(place),
                MessageType = place % 1_000 == 0 ? MessageType.System : place % 2 == 0 ? MessageType.Assistant : MessageType.User,
                AgentType = place % 2 == 0 ? AgentType.Primary : null,
                CreatedAt = _start.AddMilliseconds(100_000 + place),
                Metadata = s_metadata,
                Sequence = place,
                TypeSequence = place % 1_000 == 0 ? place / 1_000 : place % 2 == 0 ? (place / 2) - (place / 1_000) : (place + 1) / 2,
            };
            storage.Insert(message);
            SearchIndex.Add(storage, message);
            // The first session of every user is one of the first agent type.
            stream.AppendOne(new MessagePosted(session, message.Id, AgentType.Primary, message.MessageType, place, message.CreatedAt));
        }
        await storage.SaveChangesAsync(token);
        Progress(size);
        lock (_clock)
            Messages += size;
    }

    private void Progress(int written)
    {
        lock (_clock)
        {
            _written += written;
            if (_clock.Elapsed < _nextProgress)
                return;
            _nextProgress = _clock.Elapsed + s_progressEvery;
            Console.Error.WriteLine($"  {_written:N0} sessions and messages, {_written / _clock.Elapsed.TotalSeconds:N0} a second");
        }
    }
}
