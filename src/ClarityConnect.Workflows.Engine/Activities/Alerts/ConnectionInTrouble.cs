using System.Globalization;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities.Alerts;

/// <summary>Starts an instance when calls of a connection have not gone through for a while: once for each time that it gets into trouble.</summary>
[Activity("ClarityConnect", "Alerts", "Starts when calls of a connection have not gone through for a while: the vendor asked for a pause, or does not answer.", DisplayName = "Connection in trouble")]
public sealed class ConnectionInTrouble : PollingTrigger
{
    /// <summary>Creates the trigger; it looks once a minute.</summary>
    public ConnectionInTrouble() => Interval = new Input<TimeSpan>(TimeSpan.FromMinutes(1));

    /// <summary>How long trouble lasts before it is an alert.</summary>
    [Input(Description = "How long it lasts before it starts the workflow, as hours:minutes:seconds.")]
    public Input<TimeSpan> After { get; set; } = new(TimeSpan.FromMinutes(5));

    /// <summary>The connection.</summary>
    [Output(Description = "The connection: connection, status (heldBack or notAnswering), since, until.")]
    public Output<ConnectionAlert> Result { get; set; } = new();

    /// <inheritdoc/>
    protected internal override ValueTask<PollResult> PollAsync(PollContext context, CancellationToken cancellationToken)
    {
        var before = context.Time.GetUtcNow() - context.Get(After);
        var events = context.GetService<ConnectionDirectory>().Troubled()
            .Where(connection => connection.State.Since <= before)
            .Select(connection => new TriggerEvent(
                string.Create(CultureInfo.InvariantCulture, $"{connection.Name}:{connection.State.Status}:{connection.State.Since!.Value.UtcTicks}"),
                new ConnectionAlert(connection.Name, connection.State.Status, connection.State.Since.Value, connection.State.Until)))
            .ToList();
        return ValueTask.FromResult(new PollResult(events, null));
    }

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        if (context.TriggerPayload is not { } payload)
            throw new ActivityException(FailureKind.Misconfigured, "'Connection in trouble' can only start a workflow. Put it at the begin, and let it start the workflow in its settings.");
        context.Set(Result, ValueConversion.To<ConnectionAlert>(payload));
        context.Complete();
    }
}
