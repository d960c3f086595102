using ClarityConnect.Workflows.Engine.Choices;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical.Checks;

namespace ClarityConnect.Workflows.Engine.Activities.Transformation;

/// <summary>Checks data by rules that business users write as rows.</summary>
[Activity("ClarityConnect", "Data", "Checks data by rules: required fields, types, patterns, ranges and allowed values. Says what is wrong in words.", DisplayName = "Check data")]
[FlowNode(NormaliseAddress.Valid, NormaliseAddress.Invalid)]
public sealed class CheckData : CodeActivity<IReadOnlyList<DataProblem>>
{
    /// <summary>The data.</summary>
    [Input(Description = "The data to check, such as a payment or an order.", UIHint = "json-editor", IsRequired = true)]
    public Input<object> Data { get; set; } = new();

    /// <summary>The rules.</summary>
    [Input(Description = "A row for each rule: path (such as customer.email), required, type, pattern, minimum, maximum, minLength, maxLength, allowed, message.", UIHint = "json-editor")]
    public Input<object> Rules { get; set; } = new();

    /// <summary>A mapping table of rules.</summary>
    [Input(DisplayName = "Table of rules", Description = "A mapping table with the rules, instead of typing them here.", Choices = typeof(MappingTableChoices))]
    public Input<string> TableName { get; set; } = new();

    /// <summary>The problems as text.</summary>
    [Output(Description = "The problems in one text, for messages and the review queue; empty if there is none.")]
    public Output<string> Summary { get; set; } = new();

    /// <inheritdoc/>
    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var problems = DataCheck.Check(context.RequiredData(Data), DataCheck.Read(await context.TableAsync(TableName, Rules)));
        context.Set(Result, problems);
        context.Set(Summary, string.Join('\n', problems.Select(problem => problem.Message)));
        context.Complete(problems.Count == 0 ? NormaliseAddress.Valid : NormaliseAddress.Invalid);
    }
}
