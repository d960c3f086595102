using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ClarityConnect.Workflows.Simulators.KashFlow;

/// <summary>A page of a list, with the addresses of the pages around it.</summary>
internal static class KashFlowPage
{
    public static JsonObject Of(HttpRequest request, IEnumerable<JsonObject> rows, params string[] leftOut)
    {
        var all = rows.ToList();
        if (request.Query["order"] == "desc")
            all.Reverse();
        var page = Math.Max(1, Whole(request.Query["page"], 1));
        var size = Math.Clamp(Whole(request.Query["perpage"], 50), 1, 100);
        var pages = Math.Max(1, (all.Count + size - 1) / size);
        return new JsonObject
        {
            ["Data"] = new JsonArray([.. all.Skip((page - 1) * size).Take(size).Select(row => Summary(row, leftOut))]),
            ["MetaData"] = new JsonObject
            {
                ["FirstPageUrl"] = Address(1),
                ["LastPageUrl"] = Address(pages),
                ["NextPageUrl"] = page < pages ? Address(page + 1) : null,
                ["PreviousPageUrl"] = page > 1 ? Address(page - 1) : null,
                ["TotalRecords"] = all.Count,
                ["TotalAmount"] = all.Sum(row => KashFlowBooks.Number(row["GrossAmount"])),
                ["InvoiceLimitReached"] = false,
            },
        };

        string Address(int number)
        {
            var query = request.Query.Where(entry => entry.Key != "page").Select(entry => KeyValuePair.Create(entry.Key, (string?)entry.Value.ToString()));
            return QueryHelpers.AddQueryString($"{request.Path}", query.Append(KeyValuePair.Create("page", (string?)number.ToString(CultureInfo.InvariantCulture))));
        }
    }

    private static JsonObject Summary(JsonObject row, string[] leftOut)
    {
        var summary = row.DeepClone().AsObject();
        foreach (var member in leftOut)
            summary.Remove(member);
        return summary;
    }

    private static int Whole(string? text, int otherwise) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
