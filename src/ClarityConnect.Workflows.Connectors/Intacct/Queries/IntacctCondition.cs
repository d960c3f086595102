using System.Xml.Linq;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Queries;

/// <summary>A condition on a field.</summary>
public sealed record IntacctCondition
{
    /// <summary>The field, by Intacct's name.</summary>
    public string Field { get; init; } = "";

    /// <summary>How the field is compared. Default <see cref="IntacctOperator.EqualTo"/>.</summary>
    public IntacctOperator Operator { get; init; }

    /// <summary>What it is compared with; dates as MM/DD/YYYY. Not used where <see cref="Values"/> are given.</summary>
    public string? Value { get; init; }

    /// <summary>The values for "In" and "NotIn", or the two for "Between".</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>A field that has a value.</summary>
    /// <param name="field">The field, by Intacct's name.</param>
    /// <param name="value">The value.</param>
    public static IntacctCondition Equal(string field, string value) => new() { Field = field, Value = value };

    internal XElement ToElement()
    {
        IReadOnlyList<string> values = Operator is IntacctOperator.IsNull or IntacctOperator.IsNotNull ? [] : Values.Count > 0 ? Values : [Value ?? ""];
        if (Field.Length == 0)
            throw new ActivityException(FailureKind.InvalidData, "A condition of the query names no field.");
        if (Operator == IntacctOperator.Between && values.Count != 2)
            throw new ActivityException(FailureKind.InvalidData, $"The condition on {Field} is 'Between' and has {values.Count} values; give two.");
        return new XElement(
            Operator.ToString().ToLowerInvariant(), new XElement("field", Field), values.Select(value => new XElement("value", value)));
    }
}
