using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.IntegrationTests.Semantics;

/// <summary>A durable step that gives the length of the checkpoint that was written before it.</summary>
[Activity("Test", "Test", "Weighs the checkpoint.")]
public sealed class Weigh : CodeActivity<long>
{
    protected internal override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Repeatable;

    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var (_, checkpoint) = (await context.GetService<IInstanceReader>().FindAsync(context.InstanceId, context.CancellationToken))!.Value;
        context.Set(Result, checkpoint!.Value.Length);
    }
}
