using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.SagePro.Calling;

/// <summary>Reads a list from a company.</summary>
/// <typeparam name="T">What is read.</typeparam>
public abstract class ReadingActivity<T> : AskingActivity<T>
{
    /// <summary>What was read.</summary>
    [Output(Description = "What was found.")]
    public Output<IReadOnlyList<T>> Result { get; set; } = new();

    /// <summary>Which of the rows are meant.</summary>
    /// <param name="context">The execution.</param>
    /// <param name="rows">All rows.</param>
    private protected virtual IReadOnlyList<T> Choose(ActivityExecutionContext context, IReadOnlyList<T> rows) => rows;

    /// <summary>The outcome for what was found.</summary>
    /// <param name="rows">The rows.</param>
    private protected virtual string OutcomeOf(IReadOnlyList<T> rows) => "Done";

    private protected sealed override void Report(ActivityExecutionContext context, IReadOnlyList<T> rows)
    {
        var chosen = Choose(context, rows);
        context.Set(Result, chosen);
        context.Complete(OutcomeOf(chosen));
    }
}
