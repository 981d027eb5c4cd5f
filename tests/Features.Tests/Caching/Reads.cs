namespace Features.Tests.Caching;

/// <summary>The cached reads of one user with one session.</summary>
internal static class Reads
{
    public static readonly TheoryData<string> Names = ["list", "session", "bare", "sessions", "stats"];

    public static string Path(string name, long session) => name switch
    {
        "list" => Calls.Messages(session) + "?page_size=200",
        "session" => Calls.Path(session),
        "bare" => Calls.Path(session) + "?include_messages=false",
        "sessions" => ApiClient.Base,
        _ => $"{ApiClient.Base}/stats/user",
    };

    /// <summary>The messages in the response.</summary>
    public static long MessagesIn(this ApiAnswer answer, string name) => name switch
    {
        "list" => answer["total_count"].GetInt64(),
        "sessions" => answer["sessions"].EnumerateArray().Sum(session => session.GetProperty("message_count").GetInt64()),
        "stats" => answer["total_messages"].GetInt64(),
        _ => answer["message_count"].GetInt64(),
    };

    /// <summary>Changes the data of all these reads with SQL, without an event.</summary>
    public static Task CountByHandAsync(this Behind behind, string user, long messages) => behind.ExecuteAsync($$"""
        update mt_doc_chatsession set data = jsonb_set(data, '{message_count}', '{{messages}}') where tenant_id = '{{user}}';
        update mt_doc_userstats set data = jsonb_set(data, '{agents,primary,messages}', '{{messages}}') where tenant_id = '{{user}}'
        """);
}
