using System.Linq.Expressions;

namespace ClarityConnect.Workflows.Engine.Instances;

/// <summary>A condition on a time of an instance.</summary>
/// <param name="Moment">Which time. An instance that has none, such as a running one that has not finished, fits no condition but <see cref="ExpressionType.NotEqual"/>.</param>
/// <param name="Comparison">How it compares: one of the six comparisons of <see cref="ExpressionType"/>, such as <see cref="ExpressionType.GreaterThan"/>.</param>
/// <param name="Time">With what.</param>
public sealed record InstancePeriod(InstanceMoment Moment, ExpressionType Comparison, DateTimeOffset Time)
{
    /// <summary>The condition, for queries.</summary>
    public Expression<Func<InstanceRow, bool>> ToPredicate()
    {
        var row = Expression.Parameter(typeof(InstanceRow), "row");
        var moment = Expression.Convert(Expression.Property(row, Moment.ToString()), typeof(DateTimeOffset?));
        var time = Expression.Convert(Expression.Property(Expression.Constant(this), nameof(Time)), typeof(DateTimeOffset?));
        return Expression.Lambda<Func<InstanceRow, bool>>(Expression.MakeBinary(Comparison, moment, time), row);
    }
}
