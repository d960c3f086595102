using System.Globalization;

namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>A field of an object.</summary>
internal sealed record IntacctField(string Name, FieldType Type, Func<object, string?> Get)
{
    /// <summary>Brings a value into an order; null when it is empty.</summary>
    /// <exception cref="IntacctRefusal">The value does not fit the field.</exception>
    public IComparable? Read(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return null;
        switch (Type)
        {
            case FieldType.Number when decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number):
                return number;
            case FieldType.Date or FieldType.Moment when DateTime.TryParseExact(
                value, ["M/d/yyyy", "M/d/yyyy HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at):
                return at;
            case FieldType.Text:
                return new Ordinal(value);
            default:
                throw new IntacctRefusal("Query Failed", $"'{value}' is not a value for {Name}.");
        }
    }

    private sealed class Ordinal(string text) : IComparable
    {
        private readonly string _text = text;

        public int CompareTo(object? obj) => string.CompareOrdinal(_text, ((Ordinal)obj!)._text);
    }
}
