namespace Chat.Features.Shared.EntityTags;

/// <summary>The <c>If-Match</c> of a call; null for a call without one.</summary>
public sealed record Precondition(IReadOnlyList<EntityTagHeaderValue>? IfMatch)
{
    /// <summary>Call it with the state locked, before a change. A state without a tag matches only <c>*</c>.</summary>
    /// <exception cref="PreconditionFailedException">No tag matches.</exception>
    internal void Check(string? entityTag)
    {
        if (IfMatch is { } known && !known.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || IsStrongly(tag, entityTag)))
            throw new PreconditionFailedException("It was changed since it was read; read it again");
    }

    private static bool IsStrongly(EntityTagHeaderValue tag, string? entityTag) =>
        entityTag is not null && tag.Compare(new EntityTagHeaderValue(entityTag), useStrongComparison: true);
}
