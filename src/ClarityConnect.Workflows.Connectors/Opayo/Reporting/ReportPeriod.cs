using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Opayo.Reporting;

/// <summary>Reads the two moments between which something is listed.</summary>
internal static class ReportPeriod
{
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: one is missing, or they are the wrong way round.</exception>
    public static (DateTimeOffset From, DateTimeOffset To) Of(DateTimeOffset? from, DateTimeOffset? to, string fromName, string toName)
    {
        var (begin, end) = (Required(from, fromName), Required(to, toName));
        return end > begin
            ? (begin, end)
            : throw new ActivityException(FailureKind.InvalidData, $"'{toName}' is {end:u}, which is not after '{fromName}' at {begin:u}.");
    }

    private static DateTimeOffset Required(DateTimeOffset? moment, string name) =>
        moment ?? throw new ActivityException(FailureKind.InvalidData, $"The input '{name}' is empty. Give it a date and time.");
}
