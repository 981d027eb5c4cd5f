namespace Chat.Features.Shared.Search;

/// <summary>A word of a text, or one character of a script without spaces (Chinese, Japanese, Thai …).</summary>
/// <param name="Folded">Its text as <see cref="SearchText.Fold"/> gives it.</param>
/// <param name="Start">Its place in the text, in code points.</param>
/// <param name="Length">In code points.</param>
/// <param name="IsCharacter">Whether it is of a script without spaces.</param>
/// <param name="Follows">Whether it is a character that directly follows another one.</param>
internal readonly record struct SearchToken(string Folded, int Start, int Length, bool IsCharacter, bool Follows);
