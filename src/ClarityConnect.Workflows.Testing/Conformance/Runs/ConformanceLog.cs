using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Testing.Conformance.Runs;

/// <summary>Keeps everything that is logged, single values and exceptions included.</summary>
internal sealed class ConformanceLog : ILogger, ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> Lines => lines;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        lines.Enqueue(Text(state));
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{formatter(state, exception)} {Text(state)} {exception}");

    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose()
    {
    }

    private static string Text<TState>(TState state) => state is IEnumerable<KeyValuePair<string, object?>> values
        ? string.Join(' ', values.Select(value => $"{value.Key}={value.Value}"))
        : state?.ToString() ?? "";
}
