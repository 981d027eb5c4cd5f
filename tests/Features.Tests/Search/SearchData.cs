namespace Features.Tests.Search;

/// <summary>Puts so many newer entries above a user's messages that a search has to ask the index of words.</summary>
internal sealed class SearchData(string connectionString)
{
    private const int Entries = 300;

    public async Task CoverAsync(ApiClient user, long session)
    {
        var last = (await user.SayAsync(session, "cover")).Id;
        await using var behind = new Behind(connectionString);
        // Copies of an entry that no test looks for. Their messages do not exist, which a search must bear.
        (await behind.ExecuteAsync(
            """
            insert into mt_doc_searchentry (tenant_id, id, session_id, found_at, message_type, words, data)
            select tenant_id, 4000000000000000 + id * 1000 + n, session_id, found_at + n * interval '1 microsecond', message_type, words, data
            from mt_doc_searchentry, generate_series(1, $2) as n where id = $1
            """,
            last,
            Entries)).ShouldBe(Entries);
    }
}
