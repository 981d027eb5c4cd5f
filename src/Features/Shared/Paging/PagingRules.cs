namespace Chat.Features.Shared.Paging;

/// <summary>Pages of lists.</summary>
internal static class PagingRules
{
    /// <summary>Items before a page. The largest page times any page size fits a long.</summary>
    internal static long Offset(long page, long pageSize) => (page - 1) * pageSize;
}
