using ClarityConnect.Workflows.Console.Display;
using ClarityConnect.Workflows.Engine.Reconciliations;

namespace ClarityConnect.Workflows.Console.Reconciliations;

/// <summary>Where reports are.</summary>
internal static class ReconciliationAddress
{
    public const string Page = "/reconciliations/report";

    public const string Csv = "/reconciliations/report.csv";

    public const string Html = "/reconciliations/report.html";

    public static string Of(string page, ReconciliationSummary report) => $"{page}?pair={Uri.EscapeDataString(report.Pair)}&day={Text.IsoDay(report.Day)}";
}
