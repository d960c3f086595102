using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Instances;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ClarityConnect.Workflows.Persistence.Schema;

/// <summary>
/// Text compares byte by byte, as the engine's ordinal comparisons do and whatever the server's language is. PostgreSQL takes text of any
/// length; SQL Server needs a bound where an index is.
/// </summary>
internal static class TextColumns
{
    private const int DefaultLength = 200;

    public static void Apply(ModelBuilder builder, string provider)
    {
        var isSqlServer = provider.EndsWith("SqlServer", StringComparison.Ordinal);
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            foreach (var index in entity.GetIndexes())
            {
                index.SetFilter(index.GetFilter()?
                    .Replace("{true}", isSqlServer ? "1" : "true", StringComparison.Ordinal)
                    .Replace("{false}", isSqlServer ? "0" : "false", StringComparison.Ordinal));
            }

            if (entity.ClrType.Namespace!.StartsWith("Microsoft.", StringComparison.Ordinal)) continue;
            foreach (var property in entity.GetProperties().Where(property => property.ClrType == typeof(string)))
            {
                if (!IsWords(property)) property.SetCollation(isSqlServer ? "Latin1_General_100_BIN2" : "C");
                if (isSqlServer) property.SetMaxLength(property.GetMaxLength() switch { null => DefaultLength, -1 => null, var length => length });
                else property.SetMaxLength(null);
            }
        }
    }

    /// <summary>What people search and sort by keeps the database's own language.</summary>
    private static bool IsWords(IReadOnlyProperty property) =>
        (property.DeclaringType.ClrType == typeof(DefinitionVersion) || property.DeclaringType.ClrType == typeof(InstanceRow))
        && property.Name is (nameof(DefinitionVersion.Name) or nameof(DefinitionVersion.Description));
}
