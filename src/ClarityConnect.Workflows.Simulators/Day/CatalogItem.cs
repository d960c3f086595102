namespace ClarityConnect.Workflows.Simulators.Day;

/// <summary>Something the shops sell.</summary>
/// <param name="Id">Retail item id.</param>
/// <param name="PublicId">Stock number.</param>
/// <param name="Description">Name.</param>
/// <param name="Price">Price without tax.</param>
/// <param name="Cost">Cost of one.</param>
public sealed record CatalogItem(long Id, string PublicId, string Description, decimal Price, decimal Cost);
