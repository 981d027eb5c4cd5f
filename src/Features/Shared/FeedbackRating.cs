namespace Chat.Features.Shared;

/// <summary>What the user thinks of a message.</summary>
public enum FeedbackRating
{
    /// <summary><c>up</c>: good.</summary>
    Up,

    /// <summary><c>down</c>: bad.</summary>
    Down,
}
