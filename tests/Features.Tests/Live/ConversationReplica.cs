namespace Features.Tests.Live;

/// <summary>A client's copy of its messages, made from events alone. It reconnects whenever it is disconnected.</summary>
/// <param name="after">The last event that it has.</param>
internal sealed class ConversationReplica(long after)
{
    private readonly List<long> _ids = [];

    /// <summary>The ids of all events, in order of arrival.</summary>
    public IReadOnlyList<long> Ids => _ids;

    public Dictionary<long, string> Contents { get; } = [];

    public int Connections { get; private set; }

    public long LastId { get; private set; } = after;

    public async Task FollowAsync(string host, string token, CancellationToken end)
    {
        using var http = new HttpClient { BaseAddress = new Uri(host) };
        while (!end.IsCancellationRequested)
        {
            try
            {
                using var reader = await EventReader.OpenAsync(http, token, lastId: LastId);
                using var cut = end.Register(reader.Dispose);
                Connections++;
                while (await reader.NextAsync() is { } e)
                    Take(e);
            }
            catch (Exception error) when (error is HttpRequestException or IOException or ObjectDisposedException || (end.IsCancellationRequested && error is not ShouldAssertException))
            {
                // Disconnected: it goes on from its last event.
            }
        }
    }

    private void Take(SentEvent e)
    {
        if (e.Id is not { } id)
        {
            var (message, offset) = (e.Data.GetProperty("message_id").GetInt64(), e.Data.GetProperty("offset").GetInt32());
            var known = Contents.GetValueOrDefault(message, "").EnumerateRunes().ToList();
            offset.ShouldBeLessThanOrEqualTo(known.Count, "a part is missing");
            Contents[message] = string.Concat(known.Take(offset)) + e.Data.GetProperty("delta").GetString();
            return;
        }
        _ids.Add(id);
        LastId = id;
        Contents[e.Data.GetProperty("id").GetInt64()] = e.Data.GetProperty("content").GetString()!;
    }
}
