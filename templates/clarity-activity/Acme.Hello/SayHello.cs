using ClarityConnect.Workflows.Sdk.Activities;

namespace Acme.Hello;

// Workflows keep the type name, "Acme.Hello.SayHello", so it never changes. The other texts are what people read in the designer.
/// <summary>Greets somebody.</summary>
[Activity("Acme.Hello", "Acme Hello", "Greets somebody by name.", DisplayName = "Say hello")]
public sealed class SayHello : CodeActivity<string>
{
    /// <summary>Who is greeted.</summary>
    [Input(Description = "Who is greeted, such as a customer's first name.", IsRequired = true)]
    public Input<string> Person { get; set; } = new();

    // One object of the class serves all runs at once: keep nothing in its fields.
    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        // A literal or an expression in the workflow, which is evaluated by now.
        var person = context.GetRequired(Person);

        // Later steps read it by the name that this one has in the workflow: getOutputFrom('SayHello1').
        context.Set(Result, $"Hello, {person}!");
    }
}
