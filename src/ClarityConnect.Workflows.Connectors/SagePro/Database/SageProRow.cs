using System.Data.Common;
using System.Globalization;

namespace ClarityConnect.Workflows.Connectors.SagePro.Database;

/// <summary>A row as Sage Pro writes it: text padded with blanks on either side, and dates that mean none.</summary>
internal sealed class SageProRow(DbDataReader reader)
{
    private static readonly DateOnly FirstRealDay = new(1900, 1, 2);

    /// <summary>A text without the blanks around it; null for an empty one.</summary>
    public string? Text(int column) =>
        reader.IsDBNull(column) ? null : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture)?.Trim() is { Length: > 0 } text ? text : null;

    public decimal Number(int column) => reader.IsDBNull(column) ? 0 : Convert.ToDecimal(reader.GetValue(column), CultureInfo.InvariantCulture);

    public decimal? NumberOrNone(int column) => reader.IsDBNull(column) ? null : Number(column);

    public long Count(int column) => reader.IsDBNull(column) ? 0 : Convert.ToInt64(reader.GetValue(column), CultureInfo.InvariantCulture);

    public bool Flag(int column) => Text(column)?.ToUpperInvariant() is "1" or "T" or "TRUE" or "Y" or "YES";

    /// <summary>A day; null for none, which FoxPro writes as 1899-12-30 and SQL Server as 1900-01-01.</summary>
    public DateOnly? Day(int column)
    {
        if (reader.IsDBNull(column))
            return null;
        var day = reader.GetValue(column) switch
        {
            DateOnly date => date,
            DateTime moment => DateOnly.FromDateTime(moment),
            var other => DateOnly.Parse(Convert.ToString(other, CultureInfo.InvariantCulture)!, CultureInfo.InvariantCulture),
        };
        return day < FirstRealDay ? null : day;
    }
}
