namespace Chat.AgentFramework.History;

/// <summary>
/// Models refuse a tool call without its result, a result without its call, and anything between the two. So results come right behind their call, and
/// what has no other half is left out: the answer was given up, or the budget ends there.
/// </summary>
internal static class ToolPairs
{
    /// <param name="history">Oldest first.</param>
    /// <param name="request">What comes behind it; it may hold results of calls of the history.</param>
    internal static IReadOnlyList<ChatMessage> Match(IReadOnlyList<ChatMessage> history, IReadOnlyCollection<ChatMessage> request)
    {
        var coming = request.SelectMany(message => message.Contents).OfType<ToolResultContent>().Select(result => result.CallId).ToHashSet(StringComparer.Ordinal);
        // Ids are those of models, which may use one again in each turn: a call has the first result behind it.
        var results = new List<(int At, ToolResultContent Result)>();
        for (var i = 0; i < history.Count; i++)
            results.AddRange(history[i].Contents.OfType<ToolResultContent>().Select(result => (i, result)));

        var matched = new List<ChatMessage>();
        for (var i = 0; i < history.Count; i++)
        {
            var message = history[i];
            var calls = message.Contents.OfType<ToolCallContent>().ToList();
            var answers = new List<(int At, ToolResultContent Result)>();
            var pending = new HashSet<AIContent>(ReferenceEqualityComparer.Instance);
            foreach (var call in calls)
            {
                var index = results.FindIndex(each => each.At >= i && each.Result.CallId == call.CallId);
                if (index >= 0)
                {
                    answers.Add(results[index]);
                    results.RemoveAt(index);
                }
                else if (!coming.Remove(call.CallId))
                {
                    pending.Add(call);
                }
            }
            // Hosted tools answer in the message of the call.
            var inside = answers.Where(answer => answer.At == i).Select(answer => answer.Result).ToHashSet<AIContent>(ReferenceEqualityComparer.Instance);
            var kept = message.Contents.Where(content => !pending.Contains(content) && (content is not ToolResultContent || inside.Contains(content))).ToList();
            if (kept.Count > 0)
                matched.Add(With(message, kept));
            matched.AddRange(answers.Where(answer => answer.At != i).GroupBy(answer => answer.At, (at, each) => With(history[at], [.. each.Select(answer => answer.Result)])));
        }
        return matched;
    }

    /// <summary>Whether the request has a result whose call is neither in it nor in the history.</summary>
    internal static bool IsMissingCall(IEnumerable<ChatMessage> history, IReadOnlyCollection<ChatMessage> request)
    {
        var calls = history.Concat(request).SelectMany(message => message.Contents).OfType<ToolCallContent>().Select(call => call.CallId).ToHashSet(StringComparer.Ordinal);
        return request.SelectMany(message => message.Contents).OfType<ToolResultContent>().Any(result => !calls.Contains(result.CallId));
    }

    private static ChatMessage With(ChatMessage message, IList<AIContent> contents)
    {
        var other = message.Clone();
        other.Contents = contents;
        return other;
    }
}
