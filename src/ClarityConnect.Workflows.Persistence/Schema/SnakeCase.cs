using System.Text;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.Schema;

/// <summary>Names everything in the database in lower case with underscores, so that hand-written SQL needs no quotes.</summary>
internal static class SnakeCase
{
    public static void Apply(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            var table = entity.GetTableName()!;
            foreach (var property in entity.GetProperties()) property.SetColumnName(Of(property.Name));
            foreach (var key in entity.GetKeys()) key.SetName(key.IsPrimaryKey() ? $"pk_{table}" : $"ak_{table}");
            foreach (var foreignKey in entity.GetForeignKeys())
                foreignKey.SetConstraintName($"fk_{table}_{string.Join('_', foreignKey.Properties.Select(property => Of(property.Name)))}");
            foreach (var index in entity.GetIndexes())
            {
                if (index.Name is null)
                    index.SetDatabaseName($"ix_{table}_{string.Join('_', index.Properties.Select(property => Of(property.Name)))}");
            }
        }
    }

    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && !char.IsUpper(name[i - 1])) text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
