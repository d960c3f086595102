using ClarityConnect.Workflows.Engine.Mappings;
using ClarityConnect.Workflows.Sdk.Choices;

namespace ClarityConnect.Workflows.Engine.Choices;

/// <summary>Lists the mapping tables.</summary>
public sealed class MappingTableChoices : ChoiceProvider
{
    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<Choice>> ListAsync(ChoiceContext context) =>
        [.. (await context.GetService<IMappingTableStore>().ListAsync(context.CancellationToken)).Select(table => new Choice(table.Name))];
}
