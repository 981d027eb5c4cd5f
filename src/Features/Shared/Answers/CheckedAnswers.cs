using Chat.Features.Shared.Json;
using Chat.Features.Shared.Pipeline;

namespace Chat.Features.Shared.Answers;

/// <summary>
/// Gives an answer again only when the database has said, after the call came, that nothing of the user has changed since the
/// answer was read. So it is never older than what a query would have found (docs/adr/0015-answers-that-are-checked.md).
/// </summary>
internal sealed class CheckedAnswers(StreamStamps stamps, KeptAnswers kept)
{
    /// <summary>The answer that is kept, when it still holds, or that of the query.</summary>
    internal async Task<TResponse> AnswerAsync<TResponse>(string user, ICheckedQuery query, Func<Task<TResponse>> run)
    {
        if (!kept.IsOn || await stamps.FindAsync(user) is not { Grows: false } stamp)
            return await run();
        if (kept.Find(user, stamp, query) is TResponse again)
            return again;
        var response = await run();
        // Read after its stamp: it may be newer, and is then not given again, but never older.
        var answer = (JsonAnswer)(object)response!;
        answer.Keep();
        kept.Add(user, stamp, query, answer);
        return response;
    }
}
