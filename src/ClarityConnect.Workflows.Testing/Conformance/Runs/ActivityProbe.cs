using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Testing.Conformance.Runs;

/// <summary>An attempt of an activity.</summary>
internal sealed class ActivityProbe(ActivityUnderTest subject) : Probe(subject)
{
    private static int runs;

    private readonly ActivityUnderTest subject = subject;

    public override bool ChangesThings => Effect != EffectKind.None;

    public override bool IsRepeatable => Effect is EffectKind.None or EffectKind.Repeatable;

    /// <summary>What the activity says of itself; known after the first run.</summary>
    public EffectKind Effect { get; private set; }

    /// <summary>A number for a run, another one each time.</summary>
    public static int NewRun() => Interlocked.Increment(ref runs);

    public SingleRun Begin(Connected connected, int number, int attempt, CancellationToken cancellationToken)
    {
        // A key as the engine makes it.
        var key = number.ToString("x40", CultureInfo.InvariantCulture);
        var run = new SingleRun(new GivenInputs(subject, subject.InputsOf(number)), connected, key, attempt, TimeProvider.System, cancellationToken);
        Effect = run.Effect;
        return run;
    }

    public override async Task<Seen> RunAsync(object fields, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        using var connected = new Connected(Subject.ConnectionType, fields, TimeProvider.System, timeout);
        var run = Begin(connected, NewRun(), 1, cancellationToken);
        Exception? failure = null;
        try
        {
            await run.ExecuteAsync();
        }
        catch (Exception thrown) when (thrown is not ConformanceException)
        {
            failure = thrown;
        }

        return new Seen(
            failure,
            [
                .. run.Outputs.Select(output => ($"the output '{output.Key}'", output.Value.GetRawText())),
                ("the outcomes", string.Join(' ', run.Outcomes)),
                ("the run's name or correlation id", $"{run.InstanceName} {run.CorrelationId}"),
                .. Common(connected),
            ],
            connected.Secrets);
    }

    /// <summary>What any connection gives to be read.</summary>
    public static IEnumerable<(string Where, string Text)> Common(Connected connected) =>
    [
        .. connected.Log.Lines.Select(line => ("the log", line)),
        ("the text of the client (ToString)", connected.Client.ToString() ?? ""),
        ("the text of the connection (ToString)", connected.Connection.ToString() ?? ""),
        ("the connection as JSON", JsonSerializer.Serialize(connected.Connection, connected.Connection.GetType(), Sdk.Values.WorkflowJson.Options)),
    ];
}
