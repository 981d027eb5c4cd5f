namespace Chat.Features.Shared.Paging;

/// <summary>A page of a list: its items as a JSON array, and the number of all items.</summary>
internal sealed record Page(long TotalCount, JsonText Items)
{
    /// <summary>Reads the columns <c>total_count bigint, items text</c>.</summary>
    internal static Page Of(NpgsqlDataReader row) => new(row.GetInt64(0), JsonText.Of(row, 1));

    /// <summary>Does not overflow: the largest page times the largest size fits a long.</summary>
    internal static long Offset(long number, long size) => (number - 1) * size;

    /// <summary>The page as clients see it: <c>{"sessions":[…],"total_count":n,"page":p,"page_size":s,"has_next":b,"has_previous":b}</c>.</summary>
    /// <param name="name">The name of the list.</param>
    /// <param name="number">The page, from 1.</param>
    /// <param name="size">Most items on it.</param>
    internal JsonList ToJson(string name, long number, long size) => new(name, Items, string.Create(
        CultureInfo.InvariantCulture,
        $"""
        "total_count":{TotalCount},"page":{number},"page_size":{size},"has_next":{(number * size < TotalCount ? "true" : "false")},"has_previous":{(number > 1 ? "true" : "false")}
        """));
}
