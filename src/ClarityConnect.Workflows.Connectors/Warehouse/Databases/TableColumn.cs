using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Warehouse.Databases;

/// <summary>A column, and how a value of a workflow becomes one of it.</summary>
internal sealed class TableColumn(DbColumn column)
{
    public string Name => column.ColumnName;

    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: the value does not fit the column.</exception>
    public object Read(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            return DBNull.Value;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        try
        {
            return Convert(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new ActivityException(FailureKind.InvalidData, $"The value '{text}' does not fit the column '{Name}', which is of type {column.DataTypeName}. Correct the value, or the column's type.", exception);
        }
    }

    private object Convert(string text)
    {
        var type = column.DataType;
        if (type == typeof(decimal))
            return decimal.Parse(text, NumberStyles.Number | NumberStyles.AllowExponent, CultureInfo.InvariantCulture);
        if (type == typeof(long) || type == typeof(int) || type == typeof(short) || type == typeof(byte))
            return System.Convert.ChangeType(decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture), type, CultureInfo.InvariantCulture);
        if (type == typeof(double) || type == typeof(float))
            throw new ActivityException(FailureKind.Misconfigured, $"The column '{Name}' keeps binary fractions, which change amounts of money. Make it numeric.");
        if (type == typeof(bool))
            return text.ToLowerInvariant() switch { "true" or "1" or "yes" => true, "false" or "0" or "no" => false, _ => throw new FormatException() };
        if (type == typeof(Guid))
            return Guid.Parse(text);
        if (type == typeof(DateOnly) || column.DataTypeName == "date")
            return DateOnly.Parse(text.Length > 10 ? text[..10] : text, CultureInfo.InvariantCulture).ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        if (type == typeof(DateTimeOffset))
            return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if (type == typeof(DateTime))
        {
            var moment = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime;
            return column.DataTypeName == "timestamp with time zone" ? moment : DateTime.SpecifyKind(moment, DateTimeKind.Unspecified);
        }

        return text;
    }
}
