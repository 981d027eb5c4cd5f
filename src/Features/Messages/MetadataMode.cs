namespace Chat.Features.Messages;

/// <summary>How the metadata of a request changes that of a message.</summary>
public enum MetadataMode
{
    /// <summary><c>merge</c>: RFC 7396 at the first level, so null removes a member.</summary>
    Merge,

    /// <summary><c>replace</c>: it takes the place of the whole object.</summary>
    Replace,
}
