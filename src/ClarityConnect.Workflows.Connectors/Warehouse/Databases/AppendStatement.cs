using System.Text;

namespace ClarityConnect.Workflows.Connectors.Warehouse.Databases;

/// <summary>The statement that adds rows whose keys are not there yet, in either dialect.</summary>
internal static class AppendStatement
{
    /// <param name="kind">The dialect.</param>
    /// <param name="table">The table, its parts quoted.</param>
    /// <param name="columns">The columns that have values.</param>
    /// <param name="keys">Those of them by which a row is known.</param>
    /// <param name="rows">How many rows; their parameters are @p0, @p1 …, row by row.</param>
    public static string Write(DatabaseKind kind, string table, IReadOnlyList<string> columns, IReadOnlyList<string> keys, int rows)
    {
        var names = string.Join(", ", columns.Select(column => Quote(kind, column)));
        var values = new StringBuilder();
        for (var row = 0; row < rows; row++)
        {
            values.Append(row == 0 ? "(" : ", (");
            for (var column = 0; column < columns.Count; column++)
                values.Append(column == 0 ? "@p" : ", @p").Append((row * columns.Count) + column);
            values.Append(')');
        }

        return kind == DatabaseKind.PostgreSql
            ? $"INSERT INTO {table} ({names}) VALUES {values} ON CONFLICT ({string.Join(", ", keys.Select(key => Quote(kind, key)))}) DO NOTHING"
            : $"INSERT INTO {table} ({names}) SELECT {names} FROM (VALUES {values}) AS news ({names}) WHERE NOT EXISTS (SELECT 1 FROM {table} AS old WITH (UPDLOCK, HOLDLOCK) WHERE "
                + string.Join(" AND ", keys.Select(key => $"old.{Quote(kind, key)} = news.{Quote(kind, key)}")) + ")";
    }

    /// <summary>Quotes each part of a name such as "reports.daily".</summary>
    public static string QuoteName(DatabaseKind kind, string name) => string.Join('.', name.Split('.').Select(part => Quote(kind, part)));

    private static string Quote(DatabaseKind kind, string name) => kind == DatabaseKind.PostgreSql
        ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]";
}
