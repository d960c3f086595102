using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Simulators.Shop;

/// <summary>An order that a customer placed.</summary>
/// <param name="OrderId">Its id.</param>
/// <param name="Document">The order as the shop sends it.</param>
public sealed record ShopOrder(string OrderId, JsonObject Document);
