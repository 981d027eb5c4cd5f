namespace Chat.Features.Shared.EntityTags;

/// <summary>The <c>If-Match</c> and <c>If-None-Match</c> of a call; null for a header that it does not have.</summary>
public sealed record Precondition(IReadOnlyList<EntityTagHeaderValue>? IfMatch = null, IReadOnlyList<EntityTagHeaderValue>? IfNoneMatch = null)
{
    /// <summary>Call it with the state locked, before a change. A state without a tag matches only <c>*</c>.</summary>
    /// <exception cref="PreconditionFailedException">No tag of <c>If-Match</c> matches, or one of <c>If-None-Match</c> does.</exception>
    internal void Check(string? entityTag)
    {
        if (IfMatch is not null && !Holds(IfMatch, entityTag, useStrongComparison: true))
            throw new PreconditionFailedException("It was changed since it was read; read it again");
        if (IfNoneMatch is not null && Holds(IfNoneMatch, entityTag, useStrongComparison: false))
            throw new PreconditionFailedException("It is there already, in a state that If-None-Match excludes");
    }

    /// <summary>Call it before something is created: nothing is there that a tag could match.</summary>
    /// <exception cref="PreconditionFailedException">The call has an <c>If-Match</c>.</exception>
    public void CheckNew()
    {
        if (IfMatch is not null)
            throw new PreconditionFailedException("What the call creates is not there yet, so If-Match names nothing");
    }

    internal static bool Holds(IReadOnlyList<EntityTagHeaderValue> tags, string? entityTag, bool useStrongComparison)
    {
        var own = entityTag is null ? null : new EntityTagHeaderValue(entityTag);
        return tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || (own is not null && tag.Compare(own, useStrongComparison)));
    }
}
