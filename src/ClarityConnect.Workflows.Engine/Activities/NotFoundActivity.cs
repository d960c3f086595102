using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Activities;

/// <summary>Stands in for an activity whose type is not installed here. It fails only if it is run.</summary>
internal sealed class NotFoundActivity(string typeName, int version) : Activity, ICompiledActivity
{
    /// <summary>Whatever looks like a child is compiled as one, so that a run in which it is open can be read and waits until the type is back.</summary>
    void ICompiledActivity.Compile(ActivityCompilation compilation)
    {
        if (compilation.Json.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in compilation.Json.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Object && JsonMembers.Text(member.Value, "type") is not null && JsonMembers.Text(member.Value, "id") is not null && JsonMembers.Number(member.Value, "version") is not null)
                compilation.AddPort(member.Value);
        }
    }

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context) => throw new ActivityException(
        FailureKind.Misconfigured,
        $"Activity type '{typeName}' version '{version}' could not be found. Install the plugin that has it, then retry.");
}
