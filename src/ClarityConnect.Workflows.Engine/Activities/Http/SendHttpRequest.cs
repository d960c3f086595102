using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Http;

/// <summary>Sends an HTTP request and runs the activity in the slot for what came of it, then leaves by "Done".</summary>
[Activity("Elsa", "HTTP", "Sends an HTTP request.", Kind = ActivityKind.Task, DisplayName = "HTTP request")]
public sealed class SendHttpRequest : SendHttpRequestActivity, ICompiledActivity
{
    private StatusCase[] cases = [];

    /// <summary>The expected status codes, each with an activity.</summary>
    [Input(DisplayName = "Expected status codes", Description = "The status codes to expect.", UIHint = "http-status-codes", Order = 9)]
    public JsonElement ExpectedStatusCodes { get; set; }

    /// <summary>Runs where the status code is not among the expected ones.</summary>
    public ActivityPort? UnmatchedStatusCode { get; set; }

    /// <summary>Runs where no connection could be made; without it the request is tried again.</summary>
    public ActivityPort? FailedToConnect { get; set; }

    /// <summary>Runs where no answer came in time; without it the request is tried again.</summary>
    public ActivityPort? Timeout { get; set; }

    void ICompiledActivity.Compile(ActivityCompilation compilation) =>
        cases = [.. JsonMembers.List(compilation.Json, "expectedStatusCodes")
            .Where(json => json.ValueKind == JsonValueKind.Object)
            .Select(json => new StatusCase(
                JsonMembers.Number(json, "statusCode") ?? 0,
                JsonMembers.Find(json, "activity") is { ValueKind: JsonValueKind.Object } child ? compilation.AddPort(child) : null))];

    /// <inheritdoc/>
    protected internal override ValueTask OnChildCompletedAsync(ActivityExecutionContext context, ChildCompletion completion)
    {
        context.Complete();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    protected override bool HasWayFor(ActivityExecutionContext context, int statusCode) =>
        UnmatchedStatusCode is not null || CaseOf(statusCode) is not null;

    /// <inheritdoc/>
    protected override void Follow(ActivityExecutionContext context, int statusCode)
    {
        var match = CaseOf(statusCode);
        if (!Schedule(context, match is null ? UnmatchedStatusCode : match.Activity))
            context.Complete();
    }

    /// <inheritdoc/>
    protected override bool FollowFailedToConnect(ActivityExecutionContext context) => Schedule(context, FailedToConnect);

    /// <inheritdoc/>
    protected override bool FollowTimeout(ActivityExecutionContext context) => Schedule(context, Timeout);

    private static bool Schedule(ActivityExecutionContext context, ActivityPort? port)
    {
        if (port is not null)
            context.Schedule(port);
        return port is not null;
    }

    private StatusCase? CaseOf(int statusCode) => Array.Find(cases, expected => expected.StatusCode == statusCode);
}
