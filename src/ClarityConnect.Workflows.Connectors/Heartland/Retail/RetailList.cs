using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail;

/// <summary>A list to read from Retail.</summary>
/// <param name="Path">The resource, such as "sales/tickets".</param>
internal sealed record RetailList(string Path)
{
    /// <summary>The rows wanted, in Retail's own filter language; null for all.</summary>
    public JsonObject? Filter { get; init; }

    /// <summary>Resources embedded in each row, such as "lines".</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>The order, so that rows do not change pages between calls.</summary>
    public IReadOnlyList<string> Sort { get; init; } = ["id"];

    /// <summary>Rows a page. 200 is what production clients use.</summary>
    public int PageSize { get; init; } = 200;

    /// <summary>Further parameters, such as the groups of stock values.</summary>
    public IReadOnlyList<(string Name, string Value)> Parameters { get; init; } = [];

    /// <summary>What changed at a moment or later, oldest change first.</summary>
    public static RetailList ChangedSince(string path, DateTimeOffset since) => new(path)
    {
        Filter = new JsonObject { ["updated_at"] = new JsonObject { ["$gte"] = RetailBody.Moment(since) } },
        Sort = ["updated_at", "id"],
    };

    /// <summary>The relative address of a page.</summary>
    /// <param name="page">The page, from 1.</param>
    public string PageAddress(int page)
    {
        var address = new StringBuilder(Path);
        Append("page", page.ToString(CultureInfo.InvariantCulture), '?');
        Append("per_page", PageSize.ToString(CultureInfo.InvariantCulture));
        foreach (var field in Sort)
            Append("sort[]", field);
        foreach (var resource in Include)
            Append("_include[]", resource);
        foreach (var (name, value) in Parameters)
            Append(name, value);
        if (Filter is not null)
            Append("_filter", Filter.ToJsonString(JsonSerializerOptions.Default));
        return address.ToString();

        void Append(string name, string value, char separator = '&') =>
            address.Append(separator).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
    }
}
