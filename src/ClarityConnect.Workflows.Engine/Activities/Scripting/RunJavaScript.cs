using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Scripting;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Scripting;

/// <summary>Runs a JavaScript that the workflow's author wrote, in the sandbox.</summary>
[Activity("Elsa", "Scripting", "Runs a JavaScript.", DisplayName = "Run JavaScript")]
public sealed class RunJavaScript : Activity, ICompiledActivity
{
    private Script? compiled;

    /// <summary>The script; its last expression or what it returns is the result.</summary>
    [Input(Description = "The script. Its last expression, or what it returns, is the result.", UIHint = "code-editor")]
    public Input<string> Script { get; set; } = new();

    /// <summary>The outcomes that the script may choose with setOutcome.</summary>
    [Input(Description = "The outcomes that the script may choose with setOutcome().", UIHint = "dynamic-outcomes")]
    public Input<string[]> PossibleOutcomes { get; set; } = new([]);

    /// <summary>The script's result.</summary>
    [Output(Description = "What the script gave.")]
    public Output<object> Result { get; set; } = new();

    void ICompiledActivity.Compile(ActivityCompilation compilation)
    {
        if (compilation.InputOf(Script) is { Kind: ExpressionKind.Literal, Converted: string { Length: > 0 } source })
            compiled = compilation.AddScript(source, nameof(Script));
    }

    /// <inheritdoc/>
    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var source = context.Get(Script);
        if (string.IsNullOrWhiteSpace(source))
        {
            context.Complete();
            return;
        }

        var script = compiled is not null && compiled.Source == source ? compiled : Engine.Scripting.Script.Create(source, $"{context.ActivityName} › {nameof(Script)}");
        var outcome = await ((BurstContext)context).RunScriptAsync(script);
        context.Set(Result, outcome.Value);
        context.Complete(outcome.Outcomes ?? []);
    }
}
