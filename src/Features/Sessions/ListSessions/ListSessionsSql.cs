namespace Chat.Features.Sessions.ListSessions;

/// <summary>Five statements for each combination of filters.</summary>
internal sealed class ListSessionsSql
{
    // Up to this offset, skipping rows is faster than ListSessionsFar.
    private const long Near = 200;

    private static readonly Dictionary<(bool HasAgent, bool? IsActive), ListSessionsSql> ByFilter = (
        from hasAgent in (bool[])[false, true]
        from isActive in (bool?[])[null, false, true]
        select ((hasAgent, isActive), new ListSessionsSql(hasAgent, isActive))).ToDictionary();

    private readonly SqlStatement _near, _far, _search, _walk, _walkSearch;

    private ListSessionsSql(bool hasAgent, bool? isActive)
    {
        var (ofState, counter) = isActive switch
        {
            null => ("", "(a.value ->> 'total')::bigint"),
            true => (" and s.is_active", "(a.value ->> 'active')::bigint"),
            false => (" and not s.is_active", "(a.value ->> 'total')::bigint - (a.value ->> 'active')::bigint"),
        };
        var filter = (hasAgent ? " and s.agent_type = @agent_type" : "") + ofState;
        (string, string)[] parts =
        [
            ("Filter", filter),
            ("Counter", counter),
            ("OfAgent", hasAgent ? " and a.key = @agent_type" : ""),
        ];
        (_walk, _walkSearch) = (SqlStatement.Load("WalkSessions", parts), SqlStatement.Load("WalkSessions", ("Filter", filter + " and {TitleMatches}")));
        (_near, _far, _search) = (SqlStatement.Load("ListSessions", parts), SqlStatement.Load("ListSessionsFar", parts), SqlStatement.Load("SearchSessions", parts));
    }

    internal static SqlStatement For(ListSessionsQuery query, long offset)
    {
        var sql = ByFilter[(query.AgentType is not null, query.IsActive)];
        var isSearch = !string.IsNullOrEmpty(query.Search);
        if (query.IsWalk)
            return isSearch ? sql._walkSearch : sql._walk;
        return isSearch ? sql._search : offset <= Near ? sql._near : sql._far;
    }
}
