namespace ClarityConnect.Workflows.Persistence.Embedded;

/// <summary>The embedded PostgreSQL cannot be run as configured; the message says why and what to do about it.</summary>
public sealed class EmbeddedPostgresException : Exception
{
    /// <summary>An exception without a cause of its own.</summary>
    public EmbeddedPostgresException()
    {
    }

    /// <summary>An exception that says what happened, where, and what to do.</summary>
    public EmbeddedPostgresException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what happened, where, and what to do, with the error behind it.</summary>
    public EmbeddedPostgresException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
