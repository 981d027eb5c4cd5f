using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Architecture.Tests;

/// <summary>Stores every log entry: category, message, values and exception.</summary>
internal sealed class CapturedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, string Text)> _entries = [];

    public IReadOnlyList<(string Category, string Text)> Entries => [.. _entries];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
        // Only text is stored.
    }

    private sealed class Logger(CapturedLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            logs._entries.Enqueue((category, $"{Values(state)} {state}"));
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logs._entries.Enqueue((category, $"{logLevel} {eventId}: {formatter(state, exception)} {Values(state)} {exception}"));

        private static string Values(object? state) => state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values) : "";
    }
}
