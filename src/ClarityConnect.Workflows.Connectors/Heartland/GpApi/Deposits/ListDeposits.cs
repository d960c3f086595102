using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.GpApi.Deposits;

/// <summary>Lists the deposits of GP API in a stretch of days.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Lists the deposits of the unified gateway (GP API) in a stretch of days.", DisplayName = "List deposits")]
public sealed class ListDeposits : CodeActivity<IReadOnlyList<GpDeposit>>
{
    /// <summary>The merchant at GP API.</summary>
    [Input(Description = "The merchant at the unified gateway (GP API).", ConnectionType = typeof(HeartlandGpConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The first day.</summary>
    [Input(DisplayName = "First day", Description = "The first day of deposits.", IsRequired = true)]
    public Input<DateOnly?> From { get; set; } = new();

    /// <summary>The last day.</summary>
    [Input(DisplayName = "Last day", Description = "The last day of deposits; it counts.", IsRequired = true)]
    public Input<DateOnly?> To { get; set; } = new();

    /// <summary>The status; empty for all.</summary>
    [Input(Description = "Only deposits with this status; empty for all.", Options = ["FUNDED", "IRREG", "RESERVED", "DELAYED", "RELEASED"])]
    public Input<string> Status { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.Get(From) is not { } from || context.Get(To) is not { } to || to < from)
            throw new ActivityException(FailureKind.InvalidData, "Give 'First day' and 'Last day', which is not before it.");
        var client = await context.GetClientAsync<HeartlandGpClient>(Connection);
        context.Set(Result, await client.ListDepositsAsync(from, to, context.Get(Status) is { Length: > 0 } status ? status : null, context.CancellationToken));
    }
}
