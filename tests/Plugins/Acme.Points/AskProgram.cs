using ClarityConnect.Workflows.Sdk.Activities;

namespace Acme.Points;

/// <summary>Asks the loyalty program a question.</summary>
[Activity("Acme.Points", "Acme Points", "Asks the loyalty program a question.")]
public sealed class AskProgram : CodeActivity<string>
{
    /// <summary>The account.</summary>
    [Input(Description = "The account at the program.", ConnectionType = typeof(ProgramConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new("");

    /// <summary>The question.</summary>
    [Input(Description = "What to ask, such as a customer's number.")]
    public Input<string> Question { get; set; } = new("");

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<ProgramClient>(Connection);
        context.Set(Result, await client.AskAsync(context.Get(Question) ?? "", context.CancellationToken));
    }
}
