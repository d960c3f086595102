using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Mappings;

/// <summary>Reads the data of mapping tables for activities.</summary>
internal static class MappingTableData
{
    /// <summary>Reads the newest revision of a table.</summary>
    /// <param name="context">The execution that needs it.</param>
    /// <param name="name">The table's name.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Misconfigured"/>: there is no such table.</exception>
    public static async ValueTask<JsonElement> ReadAsync(ActivityExecutionContext context, string name)
    {
        var table = await context.GetService<IMappingTableStore>().FindAsync(name, context.CancellationToken)
            ?? throw new ActivityException(FailureKind.Misconfigured, $"There is no mapping table '{name}'. Create it, or import the one that belongs to the template.");
        using var document = JsonDocument.Parse(table.Document);
        return document.RootElement.Clone();
    }
}
