using System.Globalization;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.IntegrationTests.Conformance;

/// <summary>Takes values of several types and tells what they became.</summary>
[Activity("Test", "Test", "Takes values of several types.")]
public sealed class TakeValues : CodeActivity<string>
{
    /// <summary>A number.</summary>
    [Input]
    public Input<int> Number { get; set; } = new(-1);

    /// <summary>An amount.</summary>
    [Input]
    public Input<decimal> Amount { get; set; } = new(-1);

    /// <summary>A name of an enum.</summary>
    [Input]
    public Input<DayOfWeek> Day { get; set; } = new();

    /// <summary>A moment.</summary>
    [Input]
    public Input<DateTimeOffset?> Moment { get; set; } = new();

    /// <summary>A date and time.</summary>
    [Input]
    public Input<DateTime?> Time { get; set; } = new();

    /// <summary>A flag.</summary>
    [Input]
    public Input<bool> Flag { get; set; } = new();

    /// <summary>A duration.</summary>
    [Input]
    public Input<TimeSpan> Duration { get; set; } = new();

    /// <summary>A list.</summary>
    [Input]
    public Input<string[]> List { get; set; } = new([]);

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context) => context.Set(Result, string.Join(
        '|',
        context.Get(Number).ToString(CultureInfo.InvariantCulture),
        context.Get(Amount).ToString(CultureInfo.InvariantCulture),
        context.Get(Day).ToString(),
        context.Get(Moment)?.ToString("O", CultureInfo.InvariantCulture),
        context.Get(Time)?.ToString("O", CultureInfo.InvariantCulture),
        context.Get(Flag).ToString(),
        context.Get(Duration).ToString(),
        string.Join(',', context.Get(List) ?? [])));
}
