using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Instances;

namespace ClarityConnect.Workflows.Engine.Execution;

/// <content>What the journal keeps, where expressions say it.</content>
internal sealed partial class Burst
{
    private readonly HashSet<(int Execution, string Expression)> undecidable = [];

    /// <summary>
    /// Evaluates what says which values of an execution the journal keeps, just before its row is written; one that is cancelled
    /// keeps what was decided last. Almost no definition has such expressions.
    /// </summary>
    private async ValueTask DecideLogAsync(ActivityExecution execution)
    {
        var activity = Workflow.Activities[execution.Node];
        if (!activity.Log.IsFixed)
            execution.Log = await activity.Log.DecideAsync(expression => PeekAsync(execution, expression), (expression, problem) => LeftOut(execution, expression, problem));
    }

    private async ValueTask<JsonElement?> PeekAsync(ActivityExecution execution, CompiledInput expression)
    {
        try
        {
            return await Evaluator.PeekAsync(execution, expression, CancellationToken);
        }
        catch (Exception exception) when (!IsAbandoned(exception))
        {
            LeftOut(execution, expression, exception.Message);
            return null;
        }
    }

    private void LeftOut(ActivityExecution execution, CompiledInput expression, string problem)
    {
        if (undecidable.Add((execution.Number, expression.Name)))
            AddEntry(execution, "Left out", $"Values of activity {Workflow.Activities[execution.Node].Title} are left out of the journal, since the expression that says whether they are kept ({expression.Name}) failed: {problem}");
    }
}
