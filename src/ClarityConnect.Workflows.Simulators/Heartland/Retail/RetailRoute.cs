using System.Globalization;

namespace ClarityConnect.Workflows.Simulators.Heartland.Retail;

/// <summary>A path below /api/ taken apart, e.g. sales/tickets/7/lines.</summary>
internal sealed record RetailRoute(string Method, string Table, long? Id, string? Part)
{
    /// <summary>The path with {id} in place of the number: the operation of ledger and fault board.</summary>
    public string Operation => $"{Method} {Table}{(Id is null ? "" : "/{id}")}{(Part is null ? "" : "/" + Part)}";

    public static RetailRoute Of(string method, string path)
    {
        var segments = path.Trim('/').Split('/');
        var at = Array.FindIndex(segments, s => long.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        return at < 0
            ? new RetailRoute(method, string.Join('/', segments), null, null)
            : new RetailRoute(
                method,
                string.Join('/', segments[..at]),
                long.Parse(segments[at], CultureInfo.InvariantCulture),
                at + 1 < segments.Length ? string.Join('/', segments[(at + 1)..]) : null);
    }
}
