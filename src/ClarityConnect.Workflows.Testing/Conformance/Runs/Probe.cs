namespace ClarityConnect.Workflows.Testing.Conformance.Runs;

/// <summary>What a connector's part does when it calls the system: an attempt of an activity, or a poll.</summary>
internal abstract class Probe(ConnectorUnderTest subject)
{
    public ConnectorUnderTest Subject => subject;

    /// <summary>Whether a call may change something, so that a lost answer is not simply a failure that passes.</summary>
    public abstract bool ChangesThings { get; }

    /// <summary>Whether running it again changes nothing further, so that any kind may be tried again.</summary>
    public virtual bool IsRepeatable => true;

    /// <summary>Runs it once; each time with a client, and for an activity a key, of its own.</summary>
    /// <param name="fields">The connection's fields.</param>
    /// <param name="timeout">How long a call may take; null for as long as usual.</param>
    /// <param name="cancellationToken">What the connector's part is cancelled by.</param>
    public abstract Task<Seen> RunAsync(object fields, TimeSpan? timeout, CancellationToken cancellationToken);

    public ConformanceException Wrong(string circumstances, string what) => new($"{subject.Type.Name}: {circumstances}, {what}");

    /// <summary>Runs it where nothing goes wrong, so that what it calls is known.</summary>
    /// <returns>The calls, in order.</returns>
    public async Task<IReadOnlyList<string>> LearnAsync(ConformanceStage stage, CancellationToken cancellationToken)
    {
        stage.Line.Plan(Lines.LineFault.None);
        var seen = await RunAsync(stage.Fields, null, cancellationToken);
        if (seen.Failure is { } failure)
            throw Wrong("where nothing goes wrong", $"it fails: {failure.Message} Give it inputs and a twin with which it succeeds.");
        return stage.Line.Calls is { Count: > 0 } calls
            ? calls
            : throw Wrong("where nothing goes wrong", "it calls nobody. Let the connection's fields lead to the address that is given.");
    }
}
