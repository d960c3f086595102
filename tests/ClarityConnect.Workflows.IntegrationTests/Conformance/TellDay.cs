using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.IntegrationTests.Conformance;

/// <summary>Gives a value of an enum.</summary>
[Activity("Test", "Test", "Tells a day.")]
public sealed class TellDay : CodeActivity<DayOfWeek>
{
    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context) => context.Set(Result, DayOfWeek.Friday);
}
