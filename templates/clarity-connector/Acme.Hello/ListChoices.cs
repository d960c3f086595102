using ClarityConnect.Workflows.Sdk.Choices;

namespace Acme.Hello;

/// <summary>The drop-down of lists, filled from the service itself while somebody draws.</summary>
public sealed class ListChoices : ChoiceProvider
{
    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<Choice>> ListAsync(ChoiceContext context)
    {
        var client = await context.GetClientAsync<ServiceClient>();
        var lists = await client.ReadListsAsync(context.CancellationToken);
        return [.. lists.Select(list => new Choice(list.Id, list.Name))];
    }
}
