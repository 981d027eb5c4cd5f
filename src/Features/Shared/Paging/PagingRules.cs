namespace Chat.Features.Shared.Paging;

/// <summary>The bounds of <c>page</c> and <c>page_size</c>.</summary>
internal static class PagingRules
{
    /// <summary>The largest page number, 2^53 - 1: what a client's number holds exactly. Times any page size it still fits a long.</summary>
    internal const long LastPage = (1L << 53) - 1;

    internal static IRuleBuilderOptions<T, long> Page<T>(this IRuleBuilder<T, long> rule) =>
        rule.InclusiveBetween(1, LastPage).WithMessage($"{{PropertyName}} must be from 1 to {LastPage}");

    internal static IRuleBuilderOptions<T, long> PageSize<T>(this IRuleBuilder<T, long> rule, long largest) =>
        rule.InclusiveBetween(1, largest).WithMessage($"{{PropertyName}} must be from 1 to {largest}");

    internal static IRuleBuilderOptions<T, long?> Page<T>(this IRuleBuilder<T, long?> rule) => rule.Within(1, LastPage);

    internal static IRuleBuilderOptions<T, long?> PageSize<T>(this IRuleBuilder<T, long?> rule, long largest) => rule.Within(1, largest);

    /// <summary>A number that may be left out, with the same message as the others.</summary>
    internal static IRuleBuilderOptions<T, long?> Within<T>(this IRuleBuilder<T, long?> rule, long smallest, long largest) =>
        rule.InclusiveBetween(smallest, largest).WithMessage($"{{PropertyName}} must be from {smallest} to {largest}");

    /// <summary>Items before a page.</summary>
    internal static long Offset(long page, long pageSize) => (page - 1) * pageSize;
}
