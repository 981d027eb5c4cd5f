namespace Chat.Features.Shared.Paging;

/// <summary>A page of a list: its items as a JSON array, and the number of all items.</summary>
internal sealed record Page(long TotalCount, JsonText Items)
{
    /// <summary>Reads the columns <c>total_count bigint, items text</c>.</summary>
    internal static Page Of(NpgsqlDataReader row) => new(row.GetInt64(0), JsonText.Of(row, 1));

    /// <summary>Does not overflow: the largest page times the largest size fits a long.</summary>
    internal static long Offset(long number, long size) => (number - 1) * size;

    /// <summary><c>{"sessions":[…],"total_count":n,"page":p,"page_size":s,"has_next":b,"has_previous":b}</c>.</summary>
    internal JsonList ToJson(string name, long number, long size) =>
        ToJson(name, number, size, hasNext: number * size < TotalCount, hasPrevious: number > 1);

    internal JsonList ToJson(string name, long number, long size, bool hasNext, bool hasPrevious) => new(name, Items, string.Create(
        CultureInfo.InvariantCulture,
        $"""
        "total_count":{TotalCount},"page":{number},"page_size":{size},"has_next":{(hasNext ? "true" : "false")},"has_previous":{(hasPrevious ? "true" : "false")}
        """));
}
