using System.Text.RegularExpressions;

namespace Chat.Bench.Service;

/// <summary>The host's output: its address, its allocations, and why it ended.</summary>
internal sealed partial class HostProcess
{
    private async Task ReadAsync(StreamReader reader, bool isOutput)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
                _listening.TrySetResult(new Uri(match.Groups["url"].Value));
            if (line.StartsWith(MeasuredHost.AnswerPrefix, StringComparison.Ordinal))
                _answers.Writer.TryWrite(line[MeasuredHost.AnswerPrefix.Length..]);
            Remember(line);
        }
        if (isOutput)
            _listening.TrySetException(new BenchException($"The host ended. It said:\n{LastLines()}"));
    }

    private void Remember(string line)
    {
        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > 40)
                _lastLines.Dequeue();
        }
    }

    private string LastLines()
    {
        lock (_lastLines)
            return string.Join('\n', _lastLines);
    }

    [GeneratedRegex(@"Now listening on: (?<url>http\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();
}
