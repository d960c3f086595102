using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.IntegrationTests.Embedded;

/// <summary>A logger that remembers what it is told.</summary>
internal sealed class LogMemory : ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _entries = [];

    public bool Has(LogLevel level, string text) => _entries.Any(e => e.Level == level && e.Text.Contains(text, StringComparison.Ordinal));

    public int Count(LogLevel level) => _entries.Count(e => e.Level == level);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _entries.Enqueue((logLevel, $"{formatter(state, exception)} {exception?.Message}"));
}
