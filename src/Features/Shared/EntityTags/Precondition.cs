namespace Chat.Features.Shared.EntityTags;

/// <summary>What a call says about the state that it wants to change.</summary>
/// <param name="IfMatch">The entity tags, of which one must be that of the state; null for a call that changes any state.</param>
public sealed record Precondition(IReadOnlyList<EntityTagHeaderValue>? IfMatch)
{
    /// <summary>Lets the call go on only when it knows the state. Ask with the state locked, before anything is changed.</summary>
    /// <param name="entityTag">The tag of the state; null when it has none, and then <c>*</c> alone is right.</param>
    /// <exception cref="PreconditionFailedException">It does not: somebody else has changed it since.</exception>
    internal void Check(string? entityTag)
    {
        if (IfMatch is { } known && !known.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || IsStrongly(tag, entityTag)))
            throw new PreconditionFailedException("It was changed since it was read; read it again");
    }

    private static bool IsStrongly(EntityTagHeaderValue tag, string? entityTag) =>
        entityTag is not null && tag.Compare(new EntityTagHeaderValue(entityTag), useStrongComparison: true);
}
