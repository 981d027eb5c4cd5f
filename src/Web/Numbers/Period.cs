namespace Chat.Web.Numbers;

/// <summary>A day, week or month of the reader's calendar, and what happened in it.</summary>
/// <param name="Start">Its first day.</param>
/// <param name="Label">For an axis.</param>
/// <param name="Sessions">How many conversations began.</param>
/// <param name="Messages">How many messages these have now.</param>
internal sealed record Period(DateOnly Start, string Label, int Sessions, long Messages);
