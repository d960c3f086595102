namespace ClarityConnect.Workflows.Simulators.Day;

/// <summary>A shop, with the numbers by which each system knows it.</summary>
/// <param name="Number">1, 2, 3 and so on.</param>
/// <param name="LocationId">Retail location id.</param>
/// <param name="Code">Retail public id and Intacct LOCATIONID: "100", "200" and so on.</param>
/// <param name="Name">Name of the shop.</param>
/// <param name="Zone">Local time.</param>
/// <param name="TaxRate">Sales tax, e.g. 0.08875.</param>
/// <param name="SiteId">Portico site id.</param>
/// <param name="Registers">Tills, one or two.</param>
public sealed record Store(
    int Number,
    long LocationId,
    string Code,
    string Name,
    UsTimeZone Zone,
    decimal TaxRate,
    long SiteId,
    IReadOnlyList<Register> Registers);
