using System.Buffers.Text;

namespace Chat.Features.Shared.Paging;

/// <summary>
/// A page of a list, written as the contract's <c>{"sessions":[…],"total_count":n,"page":p,"page_size":s,"has_next":b,"has_previous":b}</c>.
/// </summary>
/// <param name="name">The name of the list.</param>
/// <param name="rows">The total as head, then the items, as the database wrote them.</param>
/// <param name="page">The page, from 1.</param>
/// <param name="pageSize">Most items on a page.</param>
public sealed class JsonPage(string name, JsonRows rows, long page, long pageSize) : JsonAnswer(rows)
{
    /// <summary>All items that the filter lets through.</summary>
    public long TotalCount { get; } =
        Utf8Parser.TryParse(rows.Head.Span, out long total, out _) ? total : throw new InvalidOperationException("A list's head is no number.");

    /// <inheritdoc/>
    protected override ReadOnlyMemory<byte>[] Parts() => [Opening(), Rows.Items, Closing()];

    private byte[] Opening() => Encoding.UTF8.GetBytes($$"""{"{{name}}":""");

    private byte[] Closing()
    {
        var hasNext = page * pageSize < TotalCount ? "true" : "false";
        var hasPrevious = page > 1 ? "true" : "false";
        return Encoding.UTF8.GetBytes(
            $$""","total_count":{{TotalCount}},"page":{{page}},"page_size":{{pageSize}},"has_next":{{hasNext}},"has_previous":{{hasPrevious}}}""");
    }
}
