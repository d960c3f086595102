using System.Globalization;

namespace ClarityConnect.Workflows.Simulators.Heartland.Retail;

/// <summary>A path below /api/ taken apart, e.g. sales/orders/7/lines/2.</summary>
internal sealed record RetailRoute(string Method, string Table, long? Id, string? Part, long? PartId = null)
{
    /// <summary>The path with {id} in place of the numbers: the operation of ledger and fault board.</summary>
    public string Operation => $"{Method} {Table}{(Id is null ? "" : "/{id}")}{(Part is null ? "" : "/" + Part)}{(PartId is null ? "" : "/{id}")}";

    public static RetailRoute Of(string method, string path)
    {
        var segments = path.Trim('/').Split('/');
        var at = Array.FindIndex(segments, IsNumber);
        if (at < 0)
            return new RetailRoute(method, string.Join('/', segments), null, null);
        var rest = segments[(at + 1)..];
        var last = rest.Length > 1 && IsNumber(rest[^1]) ? long.Parse(rest[^1], CultureInfo.InvariantCulture) : (long?)null;
        var part = string.Join('/', last is null ? rest : rest[..^1]);
        return new RetailRoute(
            method,
            string.Join('/', segments[..at]),
            long.Parse(segments[at], CultureInfo.InvariantCulture),
            part.Length > 0 ? part : null,
            last);
    }

    private static bool IsNumber(string segment) => long.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
