namespace Chat.Features.Search.SearchMessages;

/// <summary>
/// Looks through the user's newest entries first, as long as hits come: frequent words are found there, and the index of words would
/// have to sort all of them. Rare words are left to the index. Both may find too much, so each text is compared.
/// </summary>
internal sealed class SearchMessagesHandler(IQuerySession storage, CurrentUser user, IOptions<ChatOptions> options)
    : IRequestHandler<SearchMessagesQuery, SearchMessagesResponse>
{
    private const long FirstDepth = 200, LargestDepth = 10_000;

    // A call compares no more texts than this; the next call goes on behind them.
    private const int MostTexts = 1_000;

    private static readonly DateTimeOffset Earliest = new(1, 1, 2, 0, 0, 0, TimeSpan.Zero);

    private static readonly SqlStatement
        Newest = SqlStatement.Load("NewestHits"),
        Indexed = SqlStatement.Load("IndexedHits"),
        Words = SqlStatement.Load("SearchWords");

    public async Task<SearchMessagesResponse> Handle(SearchMessagesQuery request, CancellationToken cancellationToken)
    {
        var terms = SearchTerm.Parse(request.Q);
        var query = SearchLexemes.Query(user.Id, request.SessionId, terms);
        var hits = new List<(SearchHit Hit, SearchPlace Place)>();
        var place = Start(request);
        var (depth, compared) = (FirstDepth, 0);
        while (hits.Count <= request.Limit)
        {
            // As many as are missing, and some that turn out not to hold the words.
            var most = request.Limit + 1 - hits.Count;
            var found = await FindAsync(request, query, place, depth, most, cancellationToken);
            foreach (var candidate in found.Candidates)
            {
                if (candidate.Compare(terms) is { } hit)
                    hits.Add((hit, candidate.Place));
            }
            compared += found.Candidates.Count;
            if (found.Candidates.Count == most)
                place = found.Candidates[^1].Place;
            else if (found.Next is { } next)
                (place, depth) = (next, NextDepth(depth, found.Candidates.Count, request.Limit));
            else
                return Answer(request, hits, null);
            if (compared >= MostTexts)
                return Answer(request, hits, place);
        }
        return Answer(request, hits, null);
    }

    private static SearchPlace Start(SearchMessagesQuery request)
    {
        var start = request.Cursor is { } cursor ? SearchPlace.Parse(cursor)! : SearchPlace.Start;
        return request.To is { } to && to <= start.FoundAt ? new SearchPlace(to, long.MinValue) : start;
    }

    // 0 leaves the rest to the index.
    private static long NextDepth(long depth, int hits, long limit) =>
        hits == 0 || depth >= LargestDepth ? 0 : Math.Clamp(depth * (limit + 1) / hits, FirstDepth, LargestDepth);

    private static SearchMessagesResponse Answer(SearchMessagesQuery request, List<(SearchHit Hit, SearchPlace Place)> hits, SearchPlace? comparedTo)
    {
        var limit = (int)request.Limit;
        var next = hits.Count > limit ? hits[limit - 1].Place : comparedTo;
        return new SearchMessagesResponse([.. hits.Take(limit).Select(hit => hit.Hit)], next?.ToCursor());
    }

    private async Task<Found> FindAsync(
        SearchMessagesQuery request, string query, SearchPlace place, long depth, long most, CancellationToken token)
    {
        (string, object)[] named =
        [
            ("tenant", user.Id), ("query", query), ("found_at", place.FoundAt), ("id", place.Id),
            ("from", request.From ?? Earliest), ("depth", depth), ("most", most),
            ("agent_type", request.AgentType is { } agentType ? Wire.Name(agentType) : ""),
            ("state", request.IsActive switch { null => "", true => "active", false => "inactive" }),
            ("type", request.MessageType is { } type ? Wire.Name(type) : ""),
            ("with_messages", options.Value.EnableMessageHistory), ("session", request.SessionId ?? 0),
        ];
        var rows = await storage.AskAsync(
            batch =>
            {
                if (depth == 0)
                    _ = batch.AddItem(new RowsQuery<bool>(Words.Text, Words.Values(named), _ => true));
                var sql = depth == 0 ? Indexed : Newest;
                return batch.AddItem(new RowsQuery<Row>(sql.Text, sql.Values(named), Row.Of));
            },
            token);
        if (rows is [{ IsIncomplete: true }, ..])
            throw new BusyException("Messages of an earlier version are being made searchable; try again shortly");
        SearchCandidate[] candidates = [.. rows.Select(row => row.Candidate).OfType<SearchCandidate>()];
        return new Found(candidates, depth > 0 && rows[0].Entries == depth ? rows[0].Last : null);
    }

    /// <param name="Candidates">In order.</param>
    /// <param name="Next">Behind the last entry that was looked at; null when there are no more.</param>
    private sealed record Found(IReadOnlyList<SearchCandidate> Candidates, SearchPlace? Next);

    private sealed record Row(bool IsIncomplete, long Entries, SearchPlace? Last, SearchCandidate? Candidate)
    {
        internal static Row Of(NpgsqlDataReader row) => new(
            row.GetBoolean(0), row.GetInt64(1), row.IsDBNull(2) ? null : PlaceOf(row, 2), row.IsDBNull(4) ? null : CandidateOf(row));

        private static SearchPlace PlaceOf(NpgsqlDataReader row, int column) => new(row.GetFieldValue<DateTimeOffset>(column), row.GetInt64(column + 1));

        private static SearchCandidate CandidateOf(NpgsqlDataReader row) => new(
            PlaceOf(row, 4), row.GetInt64(6), row.GetString(7), row.GetString(8), row.GetBoolean(9), row.IsDBNull(10) ? null : row.GetString(10));
    }
}
