namespace Chat.Features.Shared.Caching;

/// <summary>
/// Answers in memory, each with the stamp that it is good for, at most <c>CHAT_READ_CACHE_MB</c> of them. Who was not there for
/// longest goes first: whoever comes back is moved to the new users, and when those fill their part, the old ones are let go
/// and the new ones are the old.
/// </summary>
internal sealed class ResponseCache(IOptions<ChatOptions> options, TimeProvider time)
{
    /// <summary>Most answers of one user.</summary>
    internal const int MostOfAUser = 16;

    /// <summary>Larger answers are not kept, in bytes.</summary>
    internal const int Largest = 256 * 1024;

    /// <summary>For what is changed in the database by hand, without an event.</summary>
    internal static readonly TimeSpan LongestUse = TimeSpan.FromMinutes(1);

    // Of the objects around an answer; measured with the smallest, statistics.
    private const int Overhead = 512;

    private readonly Lock _lock = new();
    // Of old and new users each; together with what one user adds to a part that is nearly full, it is the whole.
    private readonly long _part = options.Value.ReadCacheMb * 1024L * 1024 / 3;
    private Dictionary<string, UserAnswers> _new = new(StringComparer.Ordinal), _old = new(StringComparer.Ordinal);
    private long _newBytes, _oldBytes;

    /// <summary>Whether any are kept.</summary>
    internal bool IsOn => _part > 0;

    /// <summary>What is held, in bytes.</summary>
    internal long Bytes
    {
        get
        {
            lock (_lock)
                return _newBytes + _oldBytes;
        }
    }

    /// <summary>The answer to a query, if it was given under the same stamp.</summary>
    internal JsonAnswer? Find(string user, StreamStamp stamp, ICachedQuery query)
    {
        lock (_lock)
            return Of(user, stamp)?.Find(query);
    }

    /// <summary>Keeps an answer under a stamp that was asked for before the answer was read.</summary>
    internal void Add(string user, StreamStamp stamp, ICachedQuery query, JsonAnswer answer)
    {
        // A query that holds a text is as long as the text.
        var size = Overhead + answer.Length + (sizeof(char) * query.ToString()!.Length);
        if (size > Math.Min(Largest, _part / 2))
            return;
        lock (_lock)
        {
            var answers = Of(user, stamp);
            if (answers is null)
                _new.Add(user, answers = new UserAnswers(stamp, time.GetTimestamp(), _part / 2));
            _newBytes += answers.Add(query, answer, size);
        }
    }

    /// <summary>The user's answers under this stamp, now among the new ones; those under another are let go.</summary>
    private UserAnswers? Of(string user, StreamStamp stamp)
    {
        if (_newBytes > _part)
            (_old, _oldBytes, _new, _newBytes) = (_new, _newBytes, new(StringComparer.Ordinal), 0);
        if (_new.Remove(user, out var answers))
            _newBytes -= answers.Bytes;
        else if (_old.Remove(user, out answers))
            _oldBytes -= answers.Bytes;
        if (answers is null || answers.Stamp != stamp || time.GetElapsedTime(answers.Since) > LongestUse)
            return null;
        _new.Add(user, answers);
        _newBytes += answers.Bytes;
        return answers;
    }

    private sealed class UserAnswers(StreamStamp stamp, long since, long most)
    {
        private readonly List<(ICachedQuery Query, JsonAnswer Answer, int Size)> _answers = [];

        public StreamStamp Stamp => stamp;

        public long Since => since;

        public long Bytes { get; private set; }

        public JsonAnswer? Find(ICachedQuery query)
        {
            foreach (var (kept, answer, _) in _answers)
            {
                if (kept.Equals(query))
                    return answer;
            }
            return null;
        }

        /// <returns>The bytes that there are more now.</returns>
        public long Add(ICachedQuery query, JsonAnswer answer, int size)
        {
            if (Find(query) is not null)
                return 0;
            var before = Bytes;
            while (_answers.Count == MostOfAUser || Bytes + size > most)
            {
                Bytes -= _answers[0].Size;
                _answers.RemoveAt(0);
            }
            _answers.Add((query, answer, size));
            Bytes += size;
            return Bytes - before;
        }
    }
}
