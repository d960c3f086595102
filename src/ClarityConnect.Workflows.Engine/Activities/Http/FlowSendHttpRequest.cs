using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Http;

/// <summary>
/// Sends an HTTP request and leaves by the port of the status code and "Done". "Failed to connect" and "Timeout" are taken if they are connected;
/// if they are not, the request is tried again.
/// </summary>
[Activity("Elsa", "HTTP", "Sends an HTTP request.", Kind = ActivityKind.Task, DisplayName = "HTTP request (flow)")]
[FlowNode("200", StatusPorts.Unmatched, StatusPorts.FailedToConnect, StatusPorts.Timeout, StatusPorts.Done)]
public sealed class FlowSendHttpRequest : SendHttpRequestActivity, ICompiledActivity
{
    private StatusPorts ports = null!;

    /// <summary>The status codes that have ports of their own; any other leaves by "Unmatched status code". Default 200.</summary>
    [Input(DisplayName = "Expected status codes", Description = "The status codes that have ports of their own.", UIHint = "multitext", Order = 9)]
    public Input<int[]> ExpectedStatusCodes { get; set; } = new([200]);

    void ICompiledActivity.Compile(ActivityCompilation compilation) => ports = new StatusPorts(compilation);

    /// <inheritdoc/>
    protected override bool HasWayFor(ActivityExecutionContext context, int statusCode) => ports.HasWayFor(statusCode, context.Get(ExpectedStatusCodes));

    /// <inheritdoc/>
    protected override void Follow(ActivityExecutionContext context, int statusCode) => StatusPorts.Follow(context, statusCode, context.Get(ExpectedStatusCodes));

    /// <inheritdoc/>
    protected override bool FollowFailedToConnect(ActivityExecutionContext context) => ports.Follow(context, StatusPorts.FailedToConnect);

    /// <inheritdoc/>
    protected override bool FollowTimeout(ActivityExecutionContext context) => ports.Follow(context, StatusPorts.Timeout);
}
