using ClarityConnect.Workflows.Sdk.Choices;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Choices;

/// <summary>A drop-down of something that a Heartland Retail account is set up with.</summary>
public abstract class RetailChoices : ChoiceProvider
{
    /// <inheritdoc/>
    public sealed override async ValueTask<IReadOnlyList<Choice>> ListAsync(ChoiceContext context) =>
        await ListAsync(await context.GetClientAsync<HeartlandRetailClient>(), context);

    /// <summary>Lists the choices in the order to show them.</summary>
    /// <param name="client">The account.</param>
    /// <param name="context">The activity as it is drawn.</param>
    protected abstract Task<IReadOnlyList<Choice>> ListAsync(HeartlandRetailClient client, ChoiceContext context);
}
