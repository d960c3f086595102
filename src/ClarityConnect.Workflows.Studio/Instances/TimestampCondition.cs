using System.Linq.Expressions;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Instances;

namespace ClarityConnect.Workflows.Studio.Instances;

/// <summary>A condition on a time of instances, as the designer sends it.</summary>
/// <param name="Column">"CreatedAt", "UpdatedAt" or "FinishedAt".</param>
/// <param name="Operator">"Is", "IsNot", "GreaterThan", "GreaterThanOrEqual", "LessThan" or "LessThanOrEqual".</param>
/// <param name="Timestamp">With what it compares.</param>
internal sealed record TimestampCondition(string? Column, string? Operator, DateTimeOffset Timestamp)
{
    /// <exception cref="DefinitionInvalidException">The column or the operator is none.</exception>
    public InstancePeriod ToPeriod()
    {
        var comparison = Operator switch
        {
            "Is" => ExpressionType.Equal,
            "IsNot" => ExpressionType.NotEqual,
            nameof(ExpressionType.GreaterThan) => ExpressionType.GreaterThan,
            nameof(ExpressionType.GreaterThanOrEqual) => ExpressionType.GreaterThanOrEqual,
            nameof(ExpressionType.LessThan) => ExpressionType.LessThan,
            nameof(ExpressionType.LessThanOrEqual) => ExpressionType.LessThanOrEqual,
            _ => throw new DefinitionInvalidException($"'{Operator}' does not compare times. Use Is, IsNot, GreaterThan, GreaterThanOrEqual, LessThan or LessThanOrEqual."),
        };
        return Enum.TryParse<InstanceMoment>(Column, ignoreCase: true, out var moment) && Enum.IsDefined(moment)
            ? new InstancePeriod(moment, comparison, Timestamp.ToUniversalTime())
            : throw new DefinitionInvalidException($"'{Column}' is not a time of an instance. Use CreatedAt, UpdatedAt or FinishedAt.");
    }
}
