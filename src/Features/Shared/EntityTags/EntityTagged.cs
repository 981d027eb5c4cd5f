namespace Chat.Features.Shared.EntityTags;

/// <summary>Endpoint metadata: successful answers have an <c>ETag</c>, and a GET supports <c>If-None-Match</c>.</summary>
public sealed class EntityTagged;
