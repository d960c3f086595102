using System.Globalization;
using ClarityConnect.Workflows.Console.Access;
using ClarityConnect.Workflows.Console.Display;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Console.Reports;

/// <summary>The report as a file.</summary>
internal static class SettlementDownload
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/reports/settlement.csv", async (HttpContext context, string? date, SettlementReports reports, CancellationToken cancellationToken) =>
        {
            if (!TryReadDate(date, out var day))
                return Results.BadRequest("Give the business date, such as /reports/settlement.csv?date=2026-01-31.");
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return Results.File(SettlementCsv.Write(await reports.ReadAsync(day, cancellationToken)), "text/csv; charset=utf-8", $"settlement-{Text.IsoDay(day)}.csv");
        })
        .RequireAuthorization(policy => policy.AddAuthenticationSchemes(ConsoleRoles.Scheme).RequireRole(ConsoleRoles.Readers.Split(',')))
        .ExcludeFromDescription();

    public static bool TryReadDate(string? text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
        && date > DateOnly.MinValue.AddDays(2) && date < DateOnly.MaxValue.AddDays(-3);
}
