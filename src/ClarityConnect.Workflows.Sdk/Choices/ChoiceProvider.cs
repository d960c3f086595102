using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Sdk.Choices;

/// <summary>
/// Lists what a drop-down of the designer offers, where that is known only to a vendor or to the server: see <see cref="InputAttribute.Choices"/>.
/// One object serves everybody, and needs a public constructor without parameters. It only reads; what it gives is kept for a minute.
/// </summary>
public abstract class ChoiceProvider
{
    /// <summary>Lists the choices in the order to show them.</summary>
    /// <param name="context">The activity as it is drawn.</param>
    /// <exception cref="Failures.ActivityException">The list cannot be had; the message is shown in its place.</exception>
    public abstract ValueTask<IReadOnlyList<Choice>> ListAsync(ChoiceContext context);
}
