using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Activities.Alerts;

/// <summary>A dead letter in an alert.</summary>
/// <param name="Id">Its id; its page is <c>/dead-letters/{id}</c>.</param>
/// <param name="InstanceId">The run.</param>
/// <param name="Step">The step that failed, by its name.</param>
/// <param name="Kind">What kind of failure it was.</param>
/// <param name="Message">What happened and what to do, with the vendor's own words.</param>
/// <param name="At">When it was given up.</param>
public sealed record DeadLetterSummary(string Id, string InstanceId, string Step, FailureKind Kind, string Message, DateTimeOffset At);
