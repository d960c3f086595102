using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Activities;

/// <summary>Stands in for an activity whose type is not installed here. It fails only if it is run.</summary>
internal sealed class NotFoundActivity(string typeName, int version) : Activity
{
    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context) => throw new ActivityException(
        FailureKind.Misconfigured,
        $"Activity type '{typeName}' version '{version}' could not be found. Install the plugin that has it, then retry.");
}
