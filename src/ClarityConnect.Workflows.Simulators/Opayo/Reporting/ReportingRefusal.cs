namespace ClarityConnect.Workflows.Simulators.Opayo.Reporting;

/// <summary>A report that is not given.</summary>
internal sealed class ReportingRefusal(string code, string message) : Exception(message)
{
    public string Code => code;
}
