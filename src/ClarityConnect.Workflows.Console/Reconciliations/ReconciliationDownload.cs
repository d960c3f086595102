using System.Text.RegularExpressions;
using ClarityConnect.Workflows.Console.Access;
using ClarityConnect.Workflows.Console.Display;
using ClarityConnect.Workflows.Console.Reports;
using ClarityConnect.Workflows.Engine.Reconciliations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Console.Reconciliations;

/// <summary>Reports as files.</summary>
public static partial class ReconciliationDownload
{
    internal static void Map(IEndpointRouteBuilder endpoints)
    {
        Map(endpoints, ReconciliationAddress.Csv);
        Map(endpoints, ReconciliationAddress.Html);
    }

    /// <summary>Answers with a report as a file.</summary>
    /// <param name="context">The request.</param>
    /// <param name="report">The report.</param>
    /// <param name="isHtml">Whether as HTML; else as CSV.</param>
    public static IResult File(HttpContext context, ReconciliationReport report, bool isHtml)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        var name = $"reconciliation-{NotInNames().Replace(report.Summary.Pair, "-").Trim('-').ToLowerInvariant()}-{Text.IsoDay(report.Summary.Day)}";
        return isHtml
            ? Results.File(ReconciliationHtml.Write(report), "text/html; charset=utf-8", $"{name}.html")
            : Results.File(ReconciliationCsv.Write(report), "text/csv; charset=utf-8", $"{name}.csv");
    }

    private static void Map(IEndpointRouteBuilder endpoints, string path) => endpoints
        .MapGet(path, async (HttpContext context, string? pair, string? day, IReconciliationStore store, CancellationToken cancellationToken) =>
        {
            if (string.IsNullOrEmpty(pair) || !SettlementDownload.TryReadDate(day, out var date))
                return Results.BadRequest($"Give the pair and the day, such as {path}?pair=Opayo%20and%20Heartland&day=2026-01-31.");
            return await store.FindAsync(pair, date, cancellationToken) is { } report
                ? File(context, report, path == ReconciliationAddress.Html)
                : Results.NotFound("There is no reconciliation of this pair and day.");
        })
        .RequireAuthorization(policy => policy.AddAuthenticationSchemes(ConsoleRoles.Scheme).RequireRole(ConsoleRoles.Readers.Split(',')))
        .ExcludeFromDescription();

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NotInNames();
}
