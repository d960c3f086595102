using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Engine.Secrets;

/// <summary>A log that is told no secret.</summary>
internal sealed class RedactingLogger(ILogger inner, SecretRedactor redactor) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(redactor.Redact(state.ToString() ?? ""));

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    /// <summary>Passes on the finished text alone: the single values and the exception may hold the secret too.</summary>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var text = redactor.Redact(exception is null ? formatter(state, exception) : $"{formatter(state, exception)} {exception}");
        inner.Log(logLevel, eventId, text, null, static (message, _) => message);
    }
}
